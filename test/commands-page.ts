import { commandGroupNames, type IntentName, intentArgs } from '#core/chat/intent.ts';
import { type Platform, platformIds, platforms } from '#core/contract/platforms.ts';
import { commandGroups } from '../bots/commands/groups.ts';
import { commands } from '../bots/commands/index.ts';
import { discordCommand, discordMessageCommand } from '../bots/discord/command-json.ts';
import { intents } from '../bots/intents/index.ts';
import { callbackIdOf, messageCommands } from '../bots/message/commands.ts';
import { slackManifest } from '../bots/slack/manifest.ts';
import { usageLine } from '../bots/slack/usage.ts';
import { chatPlaces } from './chat-places.ts';

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

## Places

Where people ask, and what else reaches them or us. ✓: tested there. –: not yet. *Not there*: the chat has no such place, or we do not listen in it.

| place | ${platformIds.map((id) => platforms[id].label).join(' | ')} |
|---|---|---|
${[...placeRows(tested), ...otherRows(tested)].join('\n')}
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
  'image-by': ['slack'],
};

const seenWords = { ephemeral: 'the person alone', channel: 'everybody', 'in-place': 'whoever sees the card' } as const;

const placeRows = (tested: Tested): string[] =>
  chatPlaces.map(({ name, chats }) => placeRow(tested, name, chats, `place ${name}`));

function otherRows(tested: Tested): string[] {
  const { shortcuts } = slackManifest({ botsUrl: '', publicUrl: '' }).features;
  return [
    placeRow(tested, 'words in a direct message with the bot', platformIds, 'words in a direct message'),
    ...['mention', 'mention in a thread', 'Home tab'].map((name) => placeRow(tested, name, ['slack'], name)),
    placeRow(tested, 'the welcome, said once', platformIds, 'the welcome'),
    ...shortcuts
      .filter(({ type }) => type === 'global')
      .map(({ name, callback_id }) => placeRow(tested, `shortcut *${name}*`, ['slack'], `shortcut ${callback_id}`)),
    ...messageCommands.map((command) => {
      const line = {
        discord: `message command ${discordMessageCommand(command).name}`,
        slack: `shortcut ${callbackIdOf(command)}`,
      };
      const marks = platformIds.map((id) => mark(tested, `${id} ${line[id]}`));
      return `| in a message’s menu: *${command.label}* | ${marks.join(' | ')} |`;
    }),
  ];
}

function placeRow(tested: Tested, name: string, chats: readonly Platform[], line: string): string {
  const marks = platformIds.map((id) => (chats.includes(id) ? mark(tested, `${id} ${line}`) : 'not there'));
  return `| ${name} | ${marks.join(' | ')} |`;
}

const mark = (tested: Tested, line: string) => (tested.has(line) ? '✓' : '–');
const code = (text: string) => `\`${text.replaceAll('|', '\\|')}\``;
