import { findCommand } from '../commands/index.ts';
import type { Command } from '../define-command.ts';
import { isSmallTalk } from './small-talk.ts';

/** What words to us are, where they are no command of the chat's. */
type Said =
  | { is: 'small talk' }
  /** The whole message is the name of a command. */
  | { is: 'command'; command: Command }
  /** It may be a prompt: it is offered with its price. */
  | { is: 'wish' };

/**
 * Words to us, in a mention or in direct messages. They are no request yet, as "thanks!" would cost credits. People type commands where a chat takes none: a slash
 * before the name changes nothing, nor does our own name.
 */
export function readWritten(written: string, { hasPictures }: { hasPictures: boolean }): Said {
  if (hasPictures) return { is: 'wish' };
  if (isSmallTalk(written)) return { is: 'small talk' };
  const [, name = ''] = /^(?:\/?upixel\s+|\/)?(\S+)$/i.exec(written) ?? [];
  const command = findCommand(name.toLowerCase());
  return command ? { is: 'command', command } : { is: 'wish' };
}
