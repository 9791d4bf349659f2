/**
 * What an error may leave behind in a log or a queue. The clients' errors repeat what they were given: addresses, URLs with tokens, ids of
 * people and places in a chat, the arguments of a query, a piece of the text that was not JSON.
 */
export function safeMessage(error: Error): string {
  if (error.name === 'PrismaClientValidationError') return 'the arguments of a query are not valid';
  if (error instanceof SyntaxError) return 'a text could not be parsed';
  const message = isDataException(error) ? upToValue(error.message) : error.message;
  return withoutChatIds(withoutAddresses(message)).slice(0, 500);
}

/** PostgreSQL's class 22: `invalid input syntax for type uuid: "…"`. */
const isDataException = (error: Error) => 'code' in error && /^22\w{3}$/.test(String(error.code));
const upToValue = (message: string) => message.replace(/".*/s, '…');

const withoutAddresses = (text: string) =>
  text.replace(/\b[a-z]+:\/\/\S+/gi, '[url]').replace(/[^\s<>"'@]+@[^\s<>"'@]+/g, '[address]');

/** Ids of people, places, messages and files as Discord (snowflakes) and Slack (a letter and at least 8 more; a timestamp) write them. */
export const withoutChatIds = (text: string) =>
  text
    .replace(/\b\d{10}\.\d{6}\b/g, '[id]')
    .replace(/\b\d{17,20}\b/g, '[id]')
    .replace(/\b[A-Z](?=[A-Z0-9]*\d)[A-Z0-9]{8,}\b/g, '[id]');
