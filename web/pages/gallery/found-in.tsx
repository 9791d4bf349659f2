import { foundIn } from './found.ts';
import classes from './found-in.module.css';

/** A prompt below its image, from shortly before the match. The image's own description has the whole prompt. */
export function FoundIn({ prompt, words }: { prompt: string; words: string }) {
  return (
    <span className={classes.found} aria-hidden="true">
      {foundIn(prompt, words).map(({ text, isFound, at }) => (isFound ? <mark key={at}>{text}</mark> : text))}
    </span>
  );
}
