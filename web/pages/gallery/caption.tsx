import classes from './caption.module.css';

/** A prompt over the lower edge of its image, while that is pointed at or has the focus. The image's own description has the whole prompt. */
export function Caption({ prompt }: { prompt: string }) {
  return (
    <span className={classes.caption} aria-hidden="true">
      <span className={classes.words}>{prompt}</span>
    </span>
  );
}
