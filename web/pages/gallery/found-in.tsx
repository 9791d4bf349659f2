import { foundIn } from './found.ts';

/** A prompt under its image, from shortly before what was searched for. The image's own description says the prompt whole. */
export function FoundIn({ prompt, words }: { prompt: string; words: string }) {
  return (
    <span className="tile-found" aria-hidden="true">
      {foundIn(prompt, words).map(({ text, isFound, at }) => (isFound ? <mark key={at}>{text}</mark> : text))}
    </span>
  );
}
