/** The words of requests that nobody typed any for, as people see them on cards and pages. */
export const wordsOfNone = {
  describe: 'Describe a picture',
  pixelArt: 'Pixel art of a picture',
  /** Of one that was pointed at in a chat, and is in no gallery. */
  ofMessage: 'A picture of a message',
} as const;

const placeholders: readonly string[] = Object.values(wordsOfNone);

/** What somebody typed; undefined if nobody did. Where it begins another request, ours would be a wish that nobody has. */
export const typedWords = (prompt: string): string | undefined => (placeholders.includes(prompt) ? undefined : prompt);
