import { commandGroupNames, type IntentName, intentArgs } from '#core/chat/intent.ts';
import { platformIds, platforms } from '#core/contract/platforms.ts';
import { commandGroups } from '../bots/commands/groups.ts';
import { commands } from '../bots/commands/index.ts';
import { discordCommand, discordMessageCommand } from '../bots/discord/command-json.ts';
import { intents } from '../bots/intents/index.ts';
import { messageCommands } from '../bots/message/commands.ts';
import { slackManifest } from '../bots/slack/manifest.ts';
import { usageLine } from '../bots/slack/usage.ts';

type Tested = ReadonlySet<string>;

/** docs/commands.md: every command, button, form and place, and whether the tests' people did it in each chat. @param tested see exercised.ts */
export function commandsPage(tested: Tested): string {
  return `# Commands, buttons and places

Made by \`npm run -s commands:page\` after a run of all tests, which fails where this page says otherwise. *Tested*: a test does it there as a person does, by the
chat's own client, and looks at what comes of it.
${commandGroupNames.map((group) => groupPart(group, tested)).join('')}
## Buttons and forms

| what it does | who sees the answer | ${platformIds.map((id) => `${platforms[id].label}, tested`).join(' | ')} |
|---|---|---|---|
${Object.keys(intentArgs)
  // No card has it any more.
  .filter((name) => name !== 'agree')
  .map((name) => intentRow(name as IntentName, tested))
  .join('\n')}

## Other places

| place | chat | tested |
|---|---|---|
${placeRows(tested).join('\n')}
`;
}

function groupPart(group: (typeof commandGroupNames)[number], tested: Tested): string {
  const rows = commands
    .filter((command) => command.group === group)
    .map((command) => {
      const { options = [] } = discordCommand(command);
      const typed = [`/${command.name}`, ...options.map(({ name, required }) => (required ? name : `[${name}]`))].join(
        ' ',
      );
      const marks = platformIds.map((id) => mark(tested, `${id} command ${command.name}`));
      return `| ${command.description} | ${code(typed)} | ${code(usageLine(command))} | ${marks.join(' | ')} |`;
    });
  return `
## ${commandGroups[group]}

| what it does | Discord | Slack | ${platformIds.map((id) => `${platforms[id].label}, tested`).join(' | ')} |
|---|---|---|---|---|
${rows.join('\n')}
`;
}

function intentRow(name: IntentName, tested: Tested): string {
  // They do what another one does.
  const handler =
    name === 'agree' || name === 'go-on' ? intents.again : name === 'correct' ? intents.pick : intents[name];
  const isForm = handler.answer === 'form';
  const seenBy = isForm ? handler.submitAnswer : handler.answer;
  const marks = platformIds.map((id) =>
    notIn[name]?.includes(id) ? 'not there' : mark(tested, `${id} ${isForm ? 'form' : 'button'} ${name}`),
  );
  return `| \`${name}\`${isForm ? ', a form' : ''} | ${seenWords[seenBy]} | ${marks.join(' | ')} |`;
}

/** Offers in Slack hold the words themselves, and what is to be corrected is given back as a line: a press there brings no card along. */
const notIn: Partial<Record<IntentName, ReadonlyArray<(typeof platformIds)[number]>>> = {
  'make-written': ['slack'],
  correct: ['slack'],
};

const seenWords = { ephemeral: 'the person alone', channel: 'everybody', 'in-place': 'whoever sees the card' } as const;

function placeRows(tested: Tested): string[] {
  const ofDiscord = messageCommands.map(discordMessageCommand);
  const { shortcuts } = slackManifest({ botsUrl: '', publicUrl: '' }).features;
  const places = ['mention', 'mention in a thread', 'direct message', 'Home tab'];
  return [
    `| direct message | Discord | ${mark(tested, 'discord place direct message')} |`,
    ...places.map((place) => `| ${place} | Slack | ${mark(tested, `slack place ${place}`)} |`),
    ...ofDiscord.map(
      ({ name }) => `| message command *${name}* | Discord | ${mark(tested, `discord message command ${name}`)} |`,
    ),
    ...shortcuts.map(
      ({ name, type, callback_id }) =>
        `| ${type === 'message' ? 'message shortcut' : 'shortcut'} *${name}* | Slack | ${mark(tested, `slack shortcut ${callback_id}`)} |`,
    ),
  ];
}

const mark = (tested: Tested, line: string) => (tested.has(line) ? '✓' : '–');
const code = (text: string) => `\`${text.replaceAll('|', '\\|')}\``;
