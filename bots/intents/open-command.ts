import { findCommand } from '../commands/index.ts';
import { defineIntent } from './define-intent.ts';

/** The same as typing a command that asks for nothing and answers its person alone. */
export const openCommand = defineIntent({
  name: 'open-command',
  answer: 'ephemeral',
  async run(context, { command }) {
    const found = findCommand(command);
    if (!found) throw new Error(`there is no command ${command}`);
    return found.run(context, {});
  },
});
