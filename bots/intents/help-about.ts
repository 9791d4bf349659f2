import { note, text } from '#core/chat/card/blocks.ts';
import { platforms } from '#core/chat/platforms.ts';
import { commandGroups } from '../commands/groups.ts';
import { commands } from '../commands/index.ts';
import { defineIntent } from './define-intent.ts';

/** In /help's menu: every command of a group that works where it is pressed, and what it does. */
export const helpAbout = defineIntent({
  name: 'help-about',
  answer: 'ephemeral',
  run: async ({ ask }, { group }) => {
    const shown = commands.filter(
      (command) => command.group === group && (!command.isOfPlace || ask.team !== undefined),
    );
    return {
      tone: 'notice',
      title: commandGroups[group],
      blocks:
        shown.length === 0
          ? [text(`These work in a ${platforms[ask.target.platform].placeWord} that has installed me.`)]
          : [
              text(...shown.map(({ name, description }) => [{ command: name }, `: ${description}`])),
              note('Type one, and it says what else it takes.'),
            ],
    };
  },
});
