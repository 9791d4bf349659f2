import { closed } from '../../contract/isolated.ts';
import { platforms } from '../../contract/platforms.ts';
import type { TypedCommand } from '../typed-command.ts';

/** The whole line, as Discord takes it when it is pasted. */
export const discordLine = ({ command, main, then, options = [] }: TypedCommand): string =>
  [
    platforms.discord.typed(command),
    ...(main ? [`${main.name}:${closed(main.value)}`] : []),
    ...(then ? [`${then.name}:${closed(then.value)}`] : []),
    ...options.map(([name, value]) => `${name}:${closed(value)}`),
  ].join(' ');
