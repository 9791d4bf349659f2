/** Slack's limits that our cards and modals can meet, from its Block Kit and Web API references. */
export const slackLimits = {
  sectionText: 3000,
  contextText: 2000,
  fallbackText: 4000,
  buttonsPerRow: 25,
  buttonLabel: 75,
  altText: 2000,
  optionText: 75,
  options: 100,
  modalTitle: 24,
  plainTextInput: 3000,
  /** Milliseconds a response_url is good for; some room is left for the way there. */
  replyMs: 30 * 60 * 1000 - 10_000,
  /** Slack takes files up to 1 GB; pictures for a chat need not be larger than this. */
  fileBytes: 50 * 1024 * 1024,
} as const;

export function cutTo(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}
