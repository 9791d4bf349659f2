import { plainWords, type Text } from '#core/chat/card/text.ts';

/** Where the pages have what a chat has a command for. */
const places: Readonly<Record<string, string>> = {
  imagine: 'the Make page',
  history: 'your gallery',
  credits: 'the Credits page',
  buy: 'the Billing page',
};

/** Words for somebody at a page: what they would type in a chat is done on another page. What only a chat has stays a command. */
export const pageWords = (text: Text): string => {
  const inChat = (command: string) => plainWords({ command });
  return plainWords(text, (command) => places[command] ?? inChat(command));
};
