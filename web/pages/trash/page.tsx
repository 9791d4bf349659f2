import { Anchor, Button, Skeleton } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import type { TrashedAsset } from '#core/contract/pages/assets.ts';
import { trashDays } from '#core/contract/pages/gallery.ts';
import { EmptyState } from '../../shell/empty-state.tsx';
import { Page } from '../../shell/page.tsx';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import text from '../../shell/text.module.css';
import { DeleteConfirm } from '../gallery/delete-confirm.tsx';
import { imagesText } from '../gallery/words.ts';
import { EmptyConfirm } from './empty-confirm.tsx';
import classes from './page.module.css';
import { TrashCard } from './trash-card.tsx';
import { useTrashList } from './use-trash-list.ts';

/** What is in the trash, what goes when, and the ways back. */
export default function TrashPage() {
  const { list, items, total, chosen, toggle, chooseAll, restore } = useTrashList();
  const [isEmptying, setEmptying] = useState(false);
  const [isDeleting, setDeleting] = useState(false);
  const [asked, setAsked] = useState<readonly TrashedAsset[]>([]);
  const some = items.filter(({ id }) => chosen.has(id));
  const ask = (assets: readonly TrashedAsset[]) => {
    setAsked(assets);
    setDeleting(true);
  };
  return (
    <Page
      title="Trash"
      description={
        <>
          <Anchor component={Link} to="/gallery" underline="always" inherit>
            Gallery
          </Anchor>{' '}
          · What is here is shown nowhere else, not by a link either, and goes for good after {trashDays} days; what is
          restored is shown again. The message in chat stays until then.
        </>
      }
      actions={
        items.length > 0 && (
          <Button color="red" onClick={() => setEmptying(true)}>
            Empty trash
          </Button>
        )
      }
    >
      {list.error && <ProblemAlert error={list.error} onRetry={() => void list.refetch()} />}
      {restore.error && <ProblemAlert error={restore.error} />}
      {list.isPending && (
        <div aria-busy="true">
          <span className={text.visuallyHidden}>Loading the trash…</span>
          <Skeleton height={240} radius={10} />
        </div>
      )}
      {list.data && items.length === 0 && (
        <EmptyState
          icon="trash"
          title="The trash is empty"
          action={
            <Button component={Link} to="/gallery">
              To the gallery
            </Button>
          }
        >
          Images that you move to the trash wait here for {trashDays} days, in case you want them back.
        </EmptyState>
      )}
      {items.length > 0 && (
        <>
          <div className={classes.line}>
            <p role="status" className={classes.count}>
              {imagesText(total)}
              {some.length > 0 && `, ${some.length} selected`}
            </p>
            <Button size="xs" variant="default" onClick={chooseAll}>
              {some.length === 0 ? 'Select all shown' : 'Select none'}
            </Button>
            <Button
              size="xs"
              variant="default"
              disabled={some.length === 0}
              loading={restore.isPending}
              onClick={() => restore.mutate(some.map(({ id }) => id))}
            >
              Restore selected
            </Button>
            <Button size="xs" variant="default" disabled={some.length === 0} onClick={() => ask(some)}>
              Delete selected now
            </Button>
          </div>
          <ul className={classes.cards}>
            {items.map((asset) => (
              <TrashCard
                key={asset.id}
                asset={asset}
                isChosen={chosen.has(asset.id)}
                onToggle={() => toggle(asset.id)}
                onRestore={() => restore.mutate([asset.id])}
                onDelete={() => ask([asset])}
              />
            ))}
          </ul>
          {list.hasNextPage && (
            <Button
              variant="default"
              className={classes.next}
              loading={list.isFetchingNextPage}
              onClick={() => void list.fetchNextPage()}
            >
              Show more
            </Button>
          )}
        </>
      )}
      <DeleteConfirm
        assets={asked}
        opened={isDeleting}
        onClose={() => setDeleting(false)}
        onDeleted={() => list.refetch()}
      />
      <EmptyConfirm
        count={total}
        opened={isEmptying}
        onClose={() => setEmptying(false)}
        onEmptied={() => list.refetch()}
      />
    </Page>
  );
}
