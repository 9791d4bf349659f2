import { appendFileSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { decodeIntent } from '#core/chat/intent.ts';
import type { DiscordPeople } from '#sandbox/discord/people.ts';
import type { SlackPeople } from '#sandbox/slack/people.ts';
import { placeInSlack, placeOnDiscord } from './chat-places.ts';

/** What the tests' people did through the chats' own clients, and where: a line each, `slack button again`. docs/commands.md is made of it. */
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

/** From now on what they do is noted, and where the chat let them. */
export function watchDiscord(people: DiscordPeople): void {
  const { runCommand, click, submitModal, say } = people;
  people.runCommand = async (p) => {
    note('discord', p.targetId === undefined ? `command ${p.name}` : `message command ${p.name}`);
    const sent = await runCommand.call(people, p);
    note('discord', `place ${placeOnDiscord(people, p)}`);
    return sent;
  };
  people.click = async (p) => {
    noteIntent('discord', [p.customId, ...(p.values ?? [])], 'button');
    const sent = await click.call(people, p);
    note('discord', `place ${placeOnDiscord(people, sent)}`);
    return sent;
  };
  people.submitModal = (p) => {
    noteIntent('discord', [p.customId], 'form');
    return submitModal.call(people, p);
  };
  people.say = (p) => {
    if (p.channelId === people.dmChannelId(p.userId)) note('discord', 'words in a direct message');
    return say.call(people, p);
  };
  const stop = people.subscribe((event) => {
    if (event.type !== 'messageCreated' || !isWelcome(people.message(event.messageId))) return;
    note('discord', 'the welcome');
    stop();
  });
}

export function watchSlack(people: SlackPeople): void {
  const { runCommand, click, clickInView, submitView, shortcut, mention, openHome } = people;
  people.runCommand = async (p) => {
    const [name = ''] = p.command === '/upixel' ? p.text.trim().split(/\s/) : [p.command.slice(1)];
    note('slack', `command ${name.toLowerCase() || 'help'}`);
    const sent = await runCommand.call(people, p);
    note('slack', `place ${placeInSlack(people, p, false)}`);
    return sent;
  };
  people.click = async (p) => {
    noteIntent('slack', [p.actionId, ...(p.selected ?? [])], 'button');
    const inThread = !people.messages(p.channelId, p.userId).some(({ ts }) => ts === p.ts);
    const sent = await click.call(people, p);
    note('slack', `place ${placeInSlack(people, p, inThread)}`);
    return sent;
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
  people.mention = async (p) => {
    const said = await mention.call(people, p);
    const place = placeInSlack(people, p, p.threadTs !== undefined);
    note('slack', `place ${place}`);
    note(
      'slack',
      place === 'direct message with the bot'
        ? 'words in a direct message'
        : p.threadTs
          ? 'mention in a thread'
          : 'mention',
    );
    return said;
  };
  people.openHome = (p) => {
    note('slack', 'Home tab');
    return openHome.call(people, p);
  };
  const stop = people.subscribe((change) => {
    if (change.type !== 'message') return;
    if (!isWelcome(people.messages(change.channelId).findLast(({ ts }) => ts === change.ts))) return;
    note('slack', 'the welcome');
    stop();
  });
}

/** What it begins with; people's own messages never do. */
const isWelcome = (message: unknown) => JSON.stringify(message ?? '').includes('Hello, I am UPixel');

function asObject(text: string): { intent?: string; command?: string } {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}
