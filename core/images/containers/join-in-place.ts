/** Bytes that suffice for what is put before the pixels: a header, a palette, our mark. */
export const roomForHead = 8 * 1024;

/**
 * The pieces of a rewritten picture as one. Nearly all of them are views of the file that was read: its pixels stay where they are, what comes before
 * is written over the file's beginning and the free bytes before it, what comes after over its end. So a picture of some megabytes is not copied: 1 ms,
 * and as much memory again, for whose collection V8 stops everything else. Where that does not fit, all is copied, and the file stays as it was.
 * @param file the bytes that were read, which are no longer whole afterwards
 * @param roomBefore how many bytes before the file are free
 */
export function joinInPlace(pieces: readonly Buffer[], file: Buffer, roomBefore: number): Buffer {
  const { from, to } = longestRun(pieces);
  const pixels = pieces.slice(from, to);
  // Copied before anything is written: they may lie where something goes.
  const [head, tail] = [Buffer.concat(pieces.slice(0, from)), Buffer.concat(pieces.slice(to))];
  const [fileStart, fileEnd] = [file.byteOffset, file.byteOffset + file.length];
  const first = pixels[0]?.byteOffset ?? 0;
  const last = first + lengthOf(pixels);
  const isInFile = pixels[0]?.buffer === file.buffer && first >= fileStart && last <= fileEnd;
  if (!isInFile || first - head.length < fileStart - roomBefore || last + tail.length > fileEnd)
    return Buffer.concat(pieces);
  const joined = Buffer.from(file.buffer, first - head.length, lengthOf(pieces));
  joined.set(head);
  joined.set(tail, joined.length - tail.length);
  return joined;
}

const lengthOf = (pieces: readonly Buffer[]) => pieces.reduce((total, piece) => total + piece.length, 0);

/** The pieces that lie one after the other in memory, and have the most bytes. */
function longestRun(pieces: readonly Buffer[]): { from: number; to: number } {
  let longest = { from: 0, to: 0, bytes: -1 };
  let run = { ...longest, bytes: 0 };
  for (const [index, piece] of pieces.entries()) {
    const before = pieces[index - 1];
    const follows = before?.buffer === piece.buffer && before.byteOffset + before.length === piece.byteOffset;
    run = { from: follows ? run.from : index, to: index + 1, bytes: piece.length + (follows ? run.bytes : 0) };
    if (run.bytes > longest.bytes) longest = run;
  }
  return longest;
}
