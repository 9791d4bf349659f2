/** A file or a picture that a format cannot hold or we cannot read; its message is a sentence for a person. */
export class FormatError extends Error {
  override name = 'FormatError';
}

/** @throws FormatError with that sentence unless it holds */
export function ensure(holds: unknown, sentence: string): asserts holds {
  if (!holds) throw new FormatError(sentence);
}

/** @param what the file, as people call it: `GIF` */
export const cutOff = (what: string) => () => new FormatError(`This ${what} is cut off: it ends before its last part.`);
