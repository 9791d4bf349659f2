import classes from './grid-sample.module.css';
import foxKnights from './pictures/fox-knights.webp';

/** Its colours, from the picture. */
const palette = [
  '#2a1a44',
  '#e8743b',
  '#b9512c',
  '#f9e3cf',
  '#aab4cc',
  '#7d8aa8',
  '#d24b4b',
  '#3fb8ae',
  '#67b4f0',
  '#5fb760',
];

/** A part of a picture, so large that its grid is seen, and its colours. */
export const GridSample = () => (
  <figure className={classes.sample}>
    <div className={classes.stage}>
      <img
        src={foxKnights}
        alt="The head of a fox knight: every pixel is a square on a grid."
        width={1536}
        height={1536}
        loading="lazy"
      />
    </div>
    <figcaption>
      <span className={classes.palette} aria-hidden="true">
        {palette.map((colour) => (
          <span key={colour} style={{ background: colour }} />
        ))}
      </span>
      64 × 64 pixels, in its own palette
    </figcaption>
  </figure>
);
