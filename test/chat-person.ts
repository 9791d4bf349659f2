import type { Look } from '#sandbox/look/discord.ts';
import { discordPerson } from './discord-person.ts';
import { slackPerson } from './slack-person.ts';
import type { World } from './world.ts';

type Values = Record<string, string | string[]>;

/** A card that somebody sees, in the same words for both chats. */
export interface Seen extends Omit<Look, 'buttons'> {
  /** Only they see it. */
  isPrivate: boolean;
  /** The labels of its buttons. */
  buttons: string[];
  look: Look;
  press(label: string): Promise<void>;
  /** Opens the form of a button, sends it with these values changed, and returns what it opened with. `meanwhile`: before it is sent. */
  fill(label: string, values: Values, meanwhile?: () => Promise<unknown>): Promise<string>;
}

export const chatNames = ['Discord', 'Slack'] as const;
export type ChatName = (typeof chatNames)[number];

/** What both chats let a person do and see from now on; earlier messages are ignored. */
export function chatPerson(world: World, chat: ChatName, user: 0 | 1 | 2 = 0) {
  return chat === 'Discord' ? onDiscord(world, user) : inSlack(world, user);
}

interface Person {
  id: string;
  chatUser: ReturnType<typeof discordPerson>['chatUser'] | ReturnType<typeof slackPerson>['chatUser'];
  /** A command with its options; on Slack each is a flag, but `what`, which is typed as a word of its own. */
  run(command: string, options?: Record<string, string | number>): Promise<void>;
  imagine(prompt: string, options?: Record<string, string | number>): Promise<void>;
  /** Waits for a card with these words, and with that many pictures, if a number is given. */
  sees(words: string | RegExp, images?: number): Promise<Seen>;
  /** How many messages they see; with these words, if some are given. */
  count(words?: RegExp): number;
}

const isIt = (words: string | RegExp, images: number | undefined) => (look: Look) =>
  (typeof words === 'string' ? look.text.includes(words) : words.test(look.text)) &&
  (images === undefined || look.images.length === images);

const seenAs = (look: Look, rest: Pick<Seen, 'isPrivate' | 'press' | 'fill'>): Seen => ({
  ...look,
  ...rest,
  buttons: look.buttons.map(({ label }) => label),
  look,
});

function onDiscord(world: World, user: number): Person {
  const person = discordPerson(world, { user });
  const { people } = person;
  const userId = person.user.id;
  return {
    id: userId,
    chatUser: person.chatUser,
    run: async (command, options = {}) => void (await person.run(command, options)),
    imagine: async (prompt, options = {}) => void (await person.imagine({ prompt, ...options })),
    count: (words = /(?:)/) => person.messages().filter((each) => words.test(person.look(each).text)).length,
    async sees(words, images) {
      const { message, ...look } = await person.sees(String(words), isIt(words, images));
      return seenAs(look, {
        isPrivate: message.ephemeralFor === userId,
        press: async (label) => void (await person.press(message, label)),
        async fill(label, values, meanwhile) {
          const pressed = await person.press(message, label);
          const modal = await pressed.modal();
          await meanwhile?.();
          await people.submitModal({ userId, interactionId: pressed.id, customId: modal.custom_id, values });
          return JSON.stringify(modal);
        },
      });
    },
  };
}

function inSlack(world: World, user: number): Person {
  const person = slackPerson(world, { user });
  const flags = (options: Record<string, string | number>) =>
    Object.entries(options)
      .map(([name, value]) => ` --${name} ${String(value).includes(' ') ? `"${value}"` : value}`)
      .join('');
  return {
    id: person.user.id,
    chatUser: person.chatUser,
    run: async (command, { what = '', ...options } = {}) =>
      void (await person.run(`${command} ${what}${flags(options)}`.trim())),
    imagine: async (prompt, options = {}) => void (await person.imagine(`${prompt}${flags(options)}`)),
    count: (words = /(?:)/) => person.messages().filter((each) => words.test(person.look(each).text)).length,
    async sees(words, images) {
      const { message, ...look } = await person.sees(String(words), isIt(words, images));
      return seenAs(look, {
        isPrivate: message.ephemeralFor === person.user.id || message.channel.startsWith('D'),
        press: async (label) => void (await person.press(message, label)),
        async fill(label, values, meanwhile) {
          const before = person.people.view(person.user.id);
          if (before) await person.people.closeView({ userId: person.user.id, viewId: before.id, all: true });
          await person.press(message, label);
          const form = await person.people.until(() => person.people.view(person.user.id), 30_000, 'the form');
          await meanwhile?.();
          await person.fillIn(values);
          return JSON.stringify(form);
        },
      });
    },
  };
}
