import type { Field } from '#core/chat/card/form.ts';

/**
 * Attached pictures are those to start from, beside what was named.
 * @param pictures as the chat's own options have them
 * @param read what was read of the words: gets the pictures, and a sentence if they are too many
 */
export function takePictures(
  options: readonly Field[],
  pictures: readonly unknown[],
  { raw, faults }: { raw: Record<string, unknown>; faults: string[] },
): void {
  const takers = options.filter(({ type }) => type === 'image');
  const free = takers.filter(({ name }) => raw[name] === undefined);
  if (takers.length === 0) return;
  const most = takers.length === 1 ? 'one picture only' : `${takers.length} pictures at most`;
  if (pictures.length > free.length) return void faults.push(`I can start from ${most}, and here are more`);
  for (const [at, { name }] of free.slice(0, pictures.length).entries()) raw[name] = pictures[at];
}
