import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import { text } from '#core/chat/card/blocks.ts';
import { type Card, plainText } from '#core/chat/card/card.ts';
import type { Control } from '#core/chat/card/controls.ts';
import { encodeIntent } from '#core/chat/intent.ts';
import type { Messenger, OutgoingFile, StatusTarget } from '#core/chat/messenger.ts';
import { type Platform, platforms } from '#core/chat/platforms.ts';
import { platforms as named } from '#core/contract/platforms.ts';
import type { Deps } from '#core/deps.ts';
import { Failure } from '#core/failure.ts';
import type { Answer } from '../../bots/answer.ts';
import { findCommand } from '../../bots/commands/index.ts';
import { formOf } from '../../bots/define-form.ts';
import { type Ask, dispatch, type Reply } from '../../bots/dispatch.ts';
import { intents } from '../../bots/intents/index.ts';
import { type Act, actOf, type FormAct } from '../../bots/receive.ts';

/** A chat of plain HTTP and JSON, which proves that another chat needs only its own files. None of our enums contains it. */
const plain = 'plain' as Platform;

/** Adds its row to the table; the database learns its name as it would from a migration. */
export async function addPlatform({ db }: Pick<Deps, 'db'>): Promise<void> {
  await db.$executeRaw`ALTER TYPE "Platform" ADD VALUE IF NOT EXISTS 'plain'`;
  const shown = { label: 'Plain', typed: (name: string) => `say ${name}` };
  Object.assign(named, { [plain]: shown });
  Object.assign(platforms, { [plain]: { ...platforms.discord, ...shown } });
}

/** The other tests of this process do not know it. */
function removePlatform() {
  for (const table of [named, platforms]) Reflect.deleteProperty(table, plain);
}

interface Message {
  id: string;
  /** Only this person sees it. */
  for?: string | undefined;
  text: string;
  buttons: Array<{ label: string; id?: string; url?: string }>;
  files: Array<{ name: string; alt: string; bytes: number }>;
}

const saying = z.object({ user: z.string(), command: z.string(), options: z.record(z.string(), z.unknown()) });
const pressing = z.object({ user: z.string(), message: z.string(), button: z.string() });
const sending = z.object({ user: z.string(), form: z.string(), options: z.record(z.string(), z.unknown()) });
const reading = z.object({ as: z.string() });

/** A menu becomes as many buttons: a reader of JSON has no lists to open. */
function shown(control: Control): Message['buttons'] {
  if (control.type === 'link') return [{ label: control.label, url: control.url }];
  const choices = control.type === 'menu' ? control.choices : [control];
  return choices.map(({ label, does }) => ({ label, id: encodeIntent(does) }));
}

const controlsOf = ({ blocks }: Card): Control[] =>
  blocks.flatMap((block) => {
    if (block.type === 'actions') return block.controls;
    return block.type === 'items' ? block.items.flatMap(({ controls = [] }) => controls) : [];
  });

/** Renders a card. */
const render = (card: Card, files: OutgoingFile[] = []) => ({
  text: plainText(card, (command) => `say ${command}`),
  buttons: controlsOf(card).flatMap(shown),
  files: files.map(({ filename, alt, bytes }) => ({ name: filename, alt, bytes: bytes.length })),
});

const unknownCommand: Act = {
  name: 'unknown',
  answer: 'ephemeral',
  run() {
    throw new Failure('unknown_command', { title: 'No such command', happened: 'It cost nothing.', next: 'Say help.' });
  },
};

export type PlainChat = Awaited<ReturnType<typeof startChat>>;

/** Its messages, and the endpoints by which people speak: `POST /say`, `POST /press`, `POST /send`, `POST /messages`. */
export async function startChat(deps: Deps, doing = intents) {
  const messages = new Map<string, Message>();
  const post = (card: Card, more: Partial<Message> = {}, files: OutgoingFile[] = []) => {
    const message = { id: randomUUID(), ...render(card, files), ...more };
    messages.set(message.id, message);
    return message;
  };
  const change = (id: string | undefined, card: Card, files?: OutgoingFile[]) => {
    const message = messages.get(id ?? '');
    if (message) Object.assign(message, render(card, files));
    return message;
  };
  Object.assign(deps.messengers, { [plain]: messenger() });

  function messenger(): Messenger {
    return {
      update: async (target, card) => change(target.messageId, card) !== undefined,
      async deliver(target, card, files) {
        const whose = target.isPrivate ? { for: target.userId } : {};
        const message = change(target.messageId, card, files) ?? post(card, whose, files);
        return { deliveryMethod: 'channel', messageId: message.id, uploads: [] };
      },
      async rewrite(target, card, files) {
        const message = change(target.messageId, card, files);
        return message && { deliveryMethod: 'channel', messageId: message.id };
      },
      async note(target, card) {
        post(card, { for: target.userId });
        return true;
      },
      async showPrivately(target, card, files) {
        post(card, { for: target.userId }, files);
        return 'here';
      },
      withdraw: async () => false,
      forgetPerson: async () => true,
      takeBack: async (_target, { messageId }, [card]) => change(messageId, card, []) !== undefined,
      remove: async (_target, { messageId }) => {
        messages.delete(messageId);
        return true;
      },
    };
  }

  const placeOf = (userId: string): StatusTarget => ({
    ...{ platform: plain, workspaceId: '', channelId: 'lobby', userId, fileLimit: 1e7 },
  });
  const askOf = (said: { user: string }, messageId?: string): Ask => ({
    key: `plain:${randomUUID()}`,
    target: placeOf(said.user),
    user: { platform: plain, teamId: '', userId: said.user },
    messageId,
    isAgeRestricted: async () => false,
    person: async () => ({ name: said.user, avatarPath: null, placeName: null }),
    async alone(reply) {
      const target = { ...placeOf(said.user), isPrivate: true };
      const show: Reply['show'] = async (card) => ({ messageId: post(card, { for: said.user }).id });
      return { target, reply: { ...reply, show } };
    },
  });
  const replyIn = (target: StatusTarget, answer: Answer, messageId?: string): Reply => ({
    mayPost: true,
    mayBeShown: () => false,
    async show(card) {
      const message = (answer === 'in-place' && change(messageId, card)) || post(card);
      return { messageId: message.id, channelId: target.channelId };
    },
    replyEphemeral: async (card) => void post(card, { for: target.userId }),
    addEphemeral: async (card) => void post(card, { for: target.userId }),
    leave: async () => undefined,
  });
  /** Shows a form's questions to the person who pressed; it is submitted by `POST /send`. */
  async function answered(ask: Ask, act: Act | FormAct) {
    if (act.answer !== 'form') {
      const { name, answer, isPrivate, run } = act;
      const reply = replyIn(ask.target, answer, ask.messageId);
      return dispatch(deps, { name, ask, reply, answer, isPrivate }, run);
    }
    const { title, submit, fields } = formOf(act.form);
    const message = post(
      { tone: 'notice', title, blocks: [text(...fields.map(({ label }) => label))] },
      { for: ask.target.userId },
    );
    message.buttons.push({ label: submit, id: act.id });
  }

  const doors: Record<string, (body: unknown) => unknown> = {
    async '/say'(body) {
      const said = saying.parse(body);
      const command = findCommand(said.command);
      const { options } = said;
      const typed = command && { type: 'command' as const, command, raw: async () => options, given: options };
      await answered(askOf(said), typed ? actOf(doing, typed) : unknownCommand);
    },
    async '/press'(body) {
      const said = pressing.parse(body);
      await answered(askOf(said, said.message), actOf(doing, { type: 'intent', id: said.button }));
    },
    async '/send'(body) {
      const said = sending.parse(body);
      await answered(askOf(said), actOf(doing, { type: 'submit', id: said.form, raw: async () => said.options }));
    },
    '/messages'(body) {
      const { as } = reading.parse(body);
      return [...messages.values()].filter((each) => each.for === undefined || each.for === as);
    },
  };

  const server = createServer(async (request, response) => {
    const chunks = await request.toArray();
    const answer = await doors[request.url ?? '']?.(JSON.parse(Buffer.concat(chunks).toString()));
    response.setHeader('content-type', 'application/json').end(JSON.stringify(answer ?? null));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  const ask = async (door: string, body: object) => {
    const sent = { method: 'POST', body: JSON.stringify(body) };
    return (await fetch(`http://127.0.0.1:${port}${door}`, sent)).json();
  };
  return {
    /** A person in this chat, who only uses HTTP. */
    person: (user: string) => ({
      user,
      say: (command: string, options: object = {}) => ask('/say', { user, command, options }),
      press: (message: string, button: string) => ask('/press', { user, message, button }),
      send: (form: string, options: object) => ask('/send', { user, form, options }),
      messages: async () => (await ask('/messages', { as: user })) as Message[],
    }),
    async close() {
      server.close();
      Reflect.deleteProperty(deps.messengers, plain);
      removePlatform();
    },
  };
}
