import { note, text } from '#core/chat/card/blocks.ts';
import { commandGroups } from '../commands/groups.ts';
import { commands } from '../commands/index.ts';
import { defineIntent } from './define-intent.ts';

/** In /help's menu: every command of a group, and what it does. */
export const helpAbout = defineIntent({
  name: 'help-about',
  answer: 'ephemeral',
  run: async (_context, { group }) => ({
    tone: 'notice',
    title: commandGroups[group],
    blocks: [
      text(
        ...commands
          .filter((command) => command.group === group)
          .map(({ name, description }) => [{ command: name }, `: ${description}`]),
      ),
      note('Type one, and it says what else it takes.'),
    ],
  }),
});
