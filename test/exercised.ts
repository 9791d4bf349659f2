import { appendFileSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { decodeIntent } from '#core/chat/intent.ts';
import type { DiscordPeople } from '#sandbox/discord/people.ts';
import type { SlackPeople } from '#sandbox/slack/people.ts';

/** What the tests' people did through the chats' own clients: a line each, `slack button again`. docs/commands.md is made of it. */
const file = '.upixel/exercised.txt';

export function forgetExercised(): void {
  mkdirSync('.upixel', { recursive: true });
  rmSync(file, { force: true });
}

/** Undefined if no tests have run here. */
export function readExercised(): Set<string> | undefined {
  try {
    return new Set(readFileSync(file, 'utf8').split('\n').filter(Boolean));
  } catch {
    return undefined;
  }
}

const noted = new Set<string>();
function note(chat: 'discord' | 'slack', what: string): void {
  const line = `${chat} ${what}`;
  if (!noted.has(line)) appendFileSync(file, `${line}\n`);
  noted.add(line);
}

function noteIntent(chat: 'discord' | 'slack', ids: readonly string[], by: 'button' | 'form'): void {
  for (const id of ids) {
    const intent = decodeIntent(id);
    if (intent) note(chat, `${by} ${intent.name}`);
    if (intent?.name === 'open-command') note(chat, `command ${intent.args.command}`);
    // It does what it agrees to.
    if (intent?.name === 'agree' || intent?.name === 'go-on') noteIntent(chat, [intent.args.press], by);
    if (intent?.name === 'correct' && by === 'form') noteIntent(chat, [intent.args.press], by);
  }
}

/** From now on what they do is noted. */
export function watchDiscord(people: DiscordPeople): void {
  const { runCommand, click, submitModal, say } = people;
  people.runCommand = (p) => {
    note('discord', p.targetId === undefined ? `command ${p.name}` : `message command ${p.name}`);
    return runCommand.call(people, p);
  };
  people.click = (p) => {
    noteIntent('discord', [p.customId, ...(p.values ?? [])], 'button');
    return click.call(people, p);
  };
  people.submitModal = (p) => {
    noteIntent('discord', [p.customId], 'form');
    return submitModal.call(people, p);
  };
  people.say = (p) => {
    if (p.channelId === people.dmChannelId(p.userId)) note('discord', 'place direct message');
    return say.call(people, p);
  };
}

export function watchSlack(people: SlackPeople): void {
  const { runCommand, click, clickInView, submitView, shortcut, mention, openHome } = people;
  people.runCommand = (p) => {
    const [name = ''] = p.command === '/upixel' ? p.text.trim().split(/\s/) : [p.command.slice(1)];
    note('slack', `command ${name.toLowerCase() || 'help'}`);
    return runCommand.call(people, p);
  };
  people.click = (p) => {
    noteIntent('slack', [p.actionId, ...(p.selected ?? [])], 'button');
    return click.call(people, p);
  };
  people.clickInView = (p) => {
    noteIntent('slack', [p.actionId, ...(p.selected ?? [])], 'button');
    return clickInView.call(people, p);
  };
  people.submitView = (p) => {
    const { private_metadata = '' } = people.view(p.userId) ?? {};
    const { intent, command } = asObject(private_metadata);
    if (intent !== undefined) noteIntent('slack', [intent], 'form');
    if (command !== undefined) note('slack', `command ${command}`);
    // Its button opens the whole form of the command.
    if (command === 'imagine' && noted.has('slack button new-image')) note('slack', 'form new-image');
    return submitView.call(people, p);
  };
  people.shortcut = (p) => {
    note('slack', `shortcut ${p.callbackId}`);
    return shortcut.call(people, p);
  };
  people.mention = (p) => {
    note(
      'slack',
      p.channelId.startsWith('D') ? 'place direct message' : p.threadTs ? 'place mention in a thread' : 'place mention',
    );
    return mention.call(people, p);
  };
  people.openHome = (p) => {
    note('slack', 'place Home tab');
    return openHome.call(people, p);
  };
}

function asObject(text: string): { intent?: string; command?: string } {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}
