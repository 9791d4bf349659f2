import { Button } from '@mantine/core';
import { Link } from 'react-router';
import { quoted } from '#core/contract/isolated.ts';
import { EmptyState } from '../../shell/empty-state.tsx';
import classes from './nothing.module.css';
import { type Filter, type FilterName, isInverted, narrowedBy } from './use-filter.ts';

interface NothingProps {
  filter: Filter;
  set: (name: FilterName, value: string) => void;
  clear: () => void;
}

/** More words are not offered one by one. */
const mostWords = 5;

/** Shown if there are no images: how to make one, or what was searched for and how to find more. */
export function Nothing({ filter, set, clear }: NothingProps) {
  const on = narrowedBy(filter);
  if (on.length === 0)
    return (
      <EmptyState
        icon="gallery"
        title="No images yet"
        action={
          <Button component={Link} to="/make">
            Make an image
          </Button>
        }
      >
        Make one here, or type <code>/imagine a fox knight</code> in a chat that you have linked. It appears here by
        itself.
      </EmptyState>
    );
  if (on.length === 1 && on[0] === 'project')
    return (
      <EmptyState
        icon="projects"
        title="This project is empty"
        action={
          <Button component={Link} to="/make">
            Make an image
          </Button>
        }
      >
        Choose the project when you make an image here, or use it in a channel of a chat with <code>/projects</code>.
        Images that you have are moved into it from the <Link to="/gallery">gallery</Link>: select them there.
      </EmptyState>
    );
  const single = (filter.q ?? '').split(/\s+/).filter((word) => word !== '');
  return (
    <EmptyState icon="gallery" title="No image is like that" action={<Button onClick={clear}>Show all images</Button>}>
      {isInverted(filter) && <p className={classes.words}>The first day is after the last one: swap them.</p>}
      {on.length > 1 && <p className={classes.words}>None is all of this. Leave out one of them, above.</p>}
      {single.length > 1 && (
        <>
          <p className={classes.words}>All of the words must be in the prompt. Look for one of them:</p>
          <div className={classes.filters}>
            {single.slice(0, mostWords).map((word) => (
              <Button key={word} size="xs" variant="default" onClick={() => set('q', word)}>
                Only {quoted(word)}
              </Button>
            ))}
          </div>
        </>
      )}
      {single.length === 1 && (
        <p className={classes.words}>
          Part of a word is enough: a shorter one may find more. The trash is not searched.
        </p>
      )}
    </EmptyState>
  );
}
