/** A piece of a sentence. Plain strings are always shown as they are: each renderer escapes them for its platform. */
export type Inline =
  | string
  | { bold: string }
  | { code: string }
  | { link: string; url: string }
  | { person: string; name?: string }
  /** A command with what follows it, as one would name it: `link`, `team cap`. Each chat shows what is typed there. */
  | { command: string };
export type Text = Inline | Inline[];

export interface CardImage {
  /** The name of the file that is sent with the card. */
  filename: string;
  /** What it shows, for people who cannot see it: the prompt. */
  alt: string;
}

export type CardButton = { label: string; style?: 'primary' | 'danger' } & (
  | { id: string } // made by button-id.ts
  | { url: string }
);

/** A reply as plain data. What it looks like on Discord or Slack is their renderers' business alone. */
export interface Card {
  /** How it went, shown as a colour or a sign: working, done, a notice, or a problem (nothing was made). */
  tone: 'working' | 'done' | 'notice' | 'problem';
  title: string;
  lines: Text[];
  /** Small print under the rest: seed, price. */
  note?: Text;
  images?: CardImage[];
  buttons?: CardButton[];
  /** The chat's id of the one person whom the chat tells of it; it mentions them, and stands where they can see it. */
  notifies?: string;
  /** Only the person who asked may see it. */
  private?: boolean;
}

export const inlines = (text: Text): Inline[] => (Array.isArray(text) ? text : [text]);

/** What one types in a chat. Slack has one command for everything but `/imagine`. */
export const typed = {
  discord: (command: string) => `/${command}`,
  slack: (command: string) => (command === 'imagine' ? '/imagine' : `/upixel ${command}`),
};

/** For places that belong to neither chat, such as the web pages. */
function typedAnywhere(command: string): string {
  const [discord, slack] = [typed.discord(command), typed.slack(command)];
  return discord === slack ? discord : `${discord} (${slack} in Slack)`;
}

/** The text as bare words. */
export function plainWords(text: Text, type: (command: string) => string = typedAnywhere): string {
  return inlines(text)
    .map((part) => {
      if (typeof part === 'string') return part;
      if ('bold' in part) return part.bold;
      if ('code' in part) return part.code;
      if ('link' in part) return part.link;
      if ('command' in part) return type(part.command);
      return `@${part.name ?? part.person}`;
    })
    .join('');
}

/** The same card as bare words: notifications, logs of the demo, comparing what is shown. */
export function plainText(card: Card, type?: (command: string) => string): string {
  return [card.title, ...card.lines, ...(card.note ? [card.note] : [])]
    .map((text) => plainWords(text, type))
    .join('\n');
}
