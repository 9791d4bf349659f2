import { note, text } from '#core/chat/card/blocks.ts';
import { commandGroups } from '../commands/groups.ts';
import { commands } from '../commands/index.ts';
import { defineIntent } from './define-intent.ts';

/** In /help's menu: every command of a group that works where it is pressed, and what it does. */
export const helpAbout = defineIntent({
  name: 'help-about',
  answer: 'ephemeral',
  run: async ({ ask }, { group }) => ({
    tone: 'notice',
    title: commandGroups[group],
    blocks: [
      text(
        ...commands
          .filter((command) => command.group === group && (!command.isOfPlace || ask.team !== undefined))
          .map(({ name, description }) => [{ command: name }, `: ${description}`]),
      ),
      note('Type one, and it says what else it takes.'),
    ],
  }),
});
