import { Button } from '@mantine/core';
import { Link } from 'react-router';
import { isolated } from '#core/contract/isolated.ts';
import type { ArtExport } from '#core/contract/pages/art-export.ts';
import { fileSize } from '../pages/asset/file-words.ts';
import text from '../shell/text.module.css';
import classes from './export-dialog.module.css';

/** What is in an export, what is not, and what to do with it. */
export function Made({ made, onAgain, onClose }: { made: ArtExport; onAgain: () => void; onClose: () => void }) {
  const { items, left, steps, url, byteLength, older } = made;
  return (
    <div className={classes.steps}>
      <ul className={classes.list} aria-label="In it">
        {items.map((item) => (
          <li key={item.name}>
            <b>{item.name}</b> {factsOf(item)}
          </li>
        ))}
      </ul>
      {left.length > 0 && (
        <>
          <p role="status">Not in it; nothing is changed so that it fits:</p>
          <ul className={classes.list} aria-label="Not in it">
            {left.map(({ id, prompt, why, isNoPixelArt }) => (
              <li key={id}>
                <Link to={`/gallery/${id}`} onClick={onClose}>
                  {isolated(prompt)}
                </Link>{' '}
                {why} {isNoPixelArt && 'Make pixel art of it first, or download it as it is.'}
              </li>
            ))}
          </ul>
        </>
      )}
      {older > 0 && <p className={text.small}>{older} older images are not in it: choose them in the gallery.</p>}
      <ol className={classes.list}>
        {steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <div className={classes.end}>
        <Button component="a" href={url} download>
          Download zip · {fileSize(byteLength)}
        </Button>
        <Button variant="default" onClick={onAgain}>
          For another program
        </Button>
      </div>
    </div>
  );
}

const factsOf = ({ width, height, frames, areTiles, colours, factor }: ArtExport['items'][number]) =>
  [
    `${width} × ${height}`,
    ...(frames > 1 ? [`${frames} ${areTiles ? 'tiles' : 'frames'}`] : []),
    `${colours} ${colours === 1 ? 'colour' : 'colours'}`,
    ...(factor > 1 ? [`at its own size: the file is ${factor} times as large`] : []),
  ].join(' · ');
