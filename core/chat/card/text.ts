import { isolated } from '../../contract/isolated.ts';
import { platforms } from '../../contract/platforms.ts';

/** A piece of a sentence. Plain strings are always shown as they are: each renderer escapes them for its platform. */
export type Inline =
  | string
  | { bold: string }
  | { code: string }
  | { link: string; url: string }
  | { person: string; name?: string }
  /** Who asked: named, not notified. The chat's own id, and the name where it would notify a person named by id. */
  | By
  /** A channel, by the chat's own id. */
  | { channel: string }
  /** A command and its arguments, as people call it: `link`, `team cap`. Each chat shows what to type there. */
  | { command: string };
export type Text = Inline | Inline[];
export type By = { by: string; name?: string | undefined };

export const inlines = (text: Text): Inline[] => (Array.isArray(text) ? text : [text]);

/** For text that belongs to neither chat, such as the web pages. */
function typedAnywhere(command: string): string {
  const { discord, slack } = platforms;
  const [here, there] = [discord.typed(command), slack.typed(command)];
  return here === there ? here : `${here} (${there} in ${slack.label})`;
}

/** The text without formatting. */
export function plainWords(text: Text, type: (command: string) => string = typedAnywhere): string {
  return inlines(text)
    .map((part) => {
      if (typeof part === 'string') return part;
      if ('bold' in part) return part.bold;
      if ('code' in part) return part.code;
      if ('link' in part) return part.link;
      if ('command' in part) return type(part.command);
      if ('by' in part) return isolated(part.name ?? part.by);
      if ('channel' in part) return `#${part.channel}`;
      return `@${isolated(part.name ?? part.person)}`;
    })
    .join('');
}
