import type { TilesLayout } from '#core/assets/layout/asset-layout.ts';
import { seamInWords, seamScoreMeans, seamsInWords } from '#core/pixel/tiles/seam-words.ts';
import type { Seam } from '#core/pixel/tiles/seams.ts';
import text from '../../shell/text.module.css';
import part from './part.module.css';
import classes from './tiles-part.module.css';

/** More edges than these are a list that nobody reads. */
const mostSaid = 8;

/** Whether the tiles of an image fit, and which of their edges show a seam. How they look on a map is to be seen beside it. */
export function TilesPart({ layout }: { layout: TilesLayout }) {
  const { seams, count } = layout;
  if (!seams) return null;
  return (
    <section className={part.part} aria-labelledby="tiles">
      <h2 id="tiles">The tiles</h2>
      <p className={classes.seams}>{seamsInWords(seams)}</p>
      {seams.visible.length > 1 && (
        <ul className={classes.list}>
          {eachOnce(seams.visible)
            .slice(0, mostSaid)
            .map((seam) => (
              <li key={`${seam.tile} ${seam.side}`}>{seamInWords(seam, count)}</li>
            ))}
        </ul>
      )}
      <p className={text.small}>{seamScoreMeans}</p>
    </section>
  );
}

/** An edge between two tiles is one of each of them, and both are as visible. */
const eachOnce = (seams: readonly Seam[]): Seam[] =>
  seams.filter(
    (seam, at) => !seams.slice(0, at).some(({ tile, neighbour }) => tile === seam.neighbour && neighbour === seam.tile),
  );
