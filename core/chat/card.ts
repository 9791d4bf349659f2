/** A piece of a sentence. Plain strings are always shown as they are: each renderer escapes them for its platform. */
export type Inline =
  | string
  | { bold: string }
  | { code: string }
  | { link: string; url: string }
  | { person: string; name?: string };
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

/** The same card as bare words: notifications, logs of the demo, comparing what is shown. */
export function plainText(card: Card): string {
  const words = (text: Text) =>
    inlines(text)
      .map((part) => {
        if (typeof part === 'string') return part;
        if ('bold' in part) return part.bold;
        if ('code' in part) return part.code;
        if ('link' in part) return part.link;
        return `@${part.name ?? part.person}`;
      })
      .join('');
  return [card.title, ...card.lines.map(words), ...(card.note ? [words(card.note)] : [])].join('\n');
}
