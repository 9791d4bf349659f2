import { type Platform, platforms } from '#core/chat/platforms.ts';
import type { TypedCommand } from '#core/chat/typed-command.ts';

/** What to type in this chat for a command that does several things: `/team what:cap` on Discord, `/upixel team cap` on Slack. */
export const typedHere = (
  platform: Platform,
  [command, what]: readonly [command: string, what: string],
  then?: TypedCommand['then'],
): { code: string } => ({
  code: platforms[platform].line({ command, main: { name: 'what', value: what }, then }),
});
