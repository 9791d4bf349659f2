/** Slack's limits that our cards and modals can meet, from its Block Kit and method references. */
export const slackLimits = {
  /** Characters of a section; rich text has no limit of its own in the reference, and gets the same. */
  text: 3000,
  contextText: 2000,
  buttonsPerBlock: 25,
  buttonLabel: 75,
  url: 3000,
  /** files.getUploadURLExternal refuses more with `alt_txt_too_large`. */
  altText: 1000,
  /** Bytes of one picture. Slack takes files up to 1 GB; pictures for a chat need not be larger than this. */
  fileBytes: 50 * 1024 * 1024,
  suggestions: 100,
  optionText: 75,
  modalTitle: 24,
  inputChars: 3000,
  usageHint: 1000,
  /** Milliseconds a response_url is good for; some room is left for the way there. It takes five answers. */
  replyMs: 30 * 60 * 1000 - 10_000,
} as const;
