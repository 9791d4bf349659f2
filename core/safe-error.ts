/**
 * What an error may leave behind in a log or a queue. The clients' errors repeat what they were given: addresses, URLs with tokens, the
 * arguments of a query, a piece of the text that was not JSON.
 */
export function safeMessage(error: Error): string {
  if (error.name === 'PrismaClientValidationError') return 'the arguments of a query are not valid';
  if (error instanceof SyntaxError) return 'a text could not be parsed';
  return withoutAddresses(isDataException(error) ? upToValue(error.message) : error.message).slice(0, 500);
}

/** PostgreSQL's class 22: `invalid input syntax for type uuid: "…"`. */
const isDataException = (error: Error) => 'code' in error && /^22\w{3}$/.test(String(error.code));
const upToValue = (message: string) => message.replace(/".*/s, '…');

const withoutAddresses = (text: string) =>
  text.replace(/\b[a-z]+:\/\/\S+/gi, '[url]').replace(/[^\s<>"'@]+@[^\s<>"'@]+/g, '[address]');
