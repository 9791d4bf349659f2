/** Discord's limits that our cards can meet, from its API reference. A card over one is cut or refused with a sentence. */
export const discordLimits = {
  /** Characters in all text of a message with components. */
  text: 4000,
  buttonsPerRow: 5,
  rows: 5,
  buttonLabel: 80,
  altText: 1024,
  galleryImages: 10,
  /** Bytes of all files of one request. */
  requestBytes: 25 * 1024 * 1024,
  autocompleteChoices: 25,
  /** Milliseconds an interaction token is good for; some room is left for the way there. */
  replyMs: 15 * 60 * 1000 - 10_000,
} as const;
