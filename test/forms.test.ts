import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { isChatUser } from '#core/accounts/chat-id.ts';
import { actions } from '#core/chat/card/blocks.ts';
import type { Card } from '#core/chat/card/card.ts';
import { button } from '#core/chat/card/controls.ts';
import { renderDiscord } from '#core/chat/discord/render.ts';
import { checkAgainstSpec } from '#sandbox/discord/spec-check.ts';
import { lookAtSlack } from '#sandbox/look/slack.ts';
import { startBots } from '../bots/start.ts';
import { createTestDatabase } from './database.ts';
import { discordPerson } from './discord-person.ts';
import { formsForTests } from './forms.ts';
import { slackPerson } from './slack-person.ts';
import { startWorld, type World } from './world.ts';

let world: World;
let bots: Awaited<ReturnType<typeof startBots>>;
const { intents, sent } = formsForTests();
beforeAll(async () => {
  // A faulty form is logged as an error.
  world = await startWorld(await createTestDatabase(), { roles: [], logLevel: 'silent' });
  bots = await startBots(world.deps, { intents });
});
beforeEach(() => void sent.splice(0));
afterEach(() => {
  world.slack.faults.clear();
  world.discord.faults.clear();
  const requests = checkAgainstSpec(world.discord.exchanges.splice(0)).filter((each) => each.includes('request'));
  expect(requests).toEqual([]);
});
afterAll(async () => {
  await bots.stop();
  await world.close();
});

const generationId = randomUUID();
const card: Card = {
  tone: 'done',
  title: 'A picture',
  blocks: [
    actions(
      button('Print', { name: 'show', args: { generationId } }),
      button('Wish', { name: 'get-credits', args: {} }),
      button('Too much', { name: 'undo-gift', args: { giftId: generationId } }),
    ),
  ],
};
const picture = { filename: 'me.png', contentType: 'image/png', bytes: Buffer.from('png') };

async function onDiscord(user = 0) {
  const person = discordPerson(world, { user });
  await world.deps.discordRest.bot.post(`/channels/${person.channel.id}/messages`, { body: renderDiscord(card) });
  const { message } = await person.sees('the card', (look) => look.text.includes('A picture'));
  return Object.assign(person, {
    message,
    open: async (label: string) => {
      const pressed = await person.press(message, label);
      return { pressed, modal: await pressed.modal() };
    },
    send: (
      interactionId: string,
      customId: string,
      values: Parameters<typeof person.people.submitModal>[0]['values'],
    ) => person.people.submitModal({ userId: person.user.id, interactionId, customId, values }),
  });
}

async function inSlack(user = 0, threadId?: string) {
  const person = slackPerson(world, { user });
  const { teamId } = person.chatUser;
  const at = {
    platform: 'slack',
    workspaceId: teamId,
    channelId: person.channel.id,
    userId: person.user.id,
    fileLimit: 1,
  } as const;
  const shown = await world.deps.slack.show(threadId === undefined ? at : { ...at, threadId }, card);
  const inThread = threadId === undefined ? [] : person.people.thread(person.channel.id, threadId, person.user.id);
  const message = [...person.messages(), ...inThread].find(({ ts }) => ts === shown?.messageId);
  if (!message) throw new Error('the card is not there');
  return Object.assign(person, {
    message,
    /** The form that this press opens, not an earlier one. */
    open: async (label: string) => {
      const before = person.people.view(person.user.id);
      if (before) await person.people.closeView({ userId: person.user.id, viewId: before.id, all: true });
      await person.press(message, label);
      return person.people.until(() => person.people.view(person.user.id), 30_000, 'the form');
    },
  });
}

test('Discord: a press opens the form at once, and what is sent with it is done, for whoever sent it alone', async () => {
  const ada = await onDiscord();
  const { pressed, modal } = await ada.open('Print');
  expect((await pressed.acknowledged).type).toBe(9);
  // Opening it looked nobody up.
  expect(
    await world.deps.db.identity.count({
      where: await isChatUser(world.deps, { platform: 'discord', teamId: '', userId: ada.user.id }),
    }),
  ).toBe(0);
  expect(modal.title).toBe('Order a print of this picture, on good paper');
  expect(modal.custom_id).toBe(`v2:show:${generationId}`);
  expect(modal.components).toMatchObject([
    {
      type: 18,
      label: 'Its name',
      description: 'What stands below it',
      component: { type: 4, style: 2, max_length: 20 },
    },
    { label: 'Copies', component: { type: 4, style: 1, required: false, value: '1', placeholder: '1 to 4' } },
    { label: 'Paper', component: { type: 21, options: [{ label: 'Matt', default: true }, { label: 'Glossy' }] } },
    { label: 'Extras', component: { type: 22, min_values: 0, max_values: 3, required: false } },
    { label: 'Friend', component: { type: 5, required: false } },
  ]);
  const grace = ada.people.users[1];
  const values = {
    name: ' <@1> fox ',
    copies: '3',
    paper: 'glossy',
    extras: ['frame', 'gift wrap'],
    friend: grace?.id ?? '',
  };
  await ada.send(pressed.id, modal.custom_id, values);
  const answer = await ada.sees('the answer', (look) => look.text.includes('Ordered'));
  expect(answer.message.ephemeralFor).toBe(ada.user.id);
  expect(sent).toMatchObject([
    {
      intent: 'show',
      args: { generationId },
      values: {
        name: '<@1> fox',
        copies: 3,
        paper: 'glossy',
        extras: ['frame', 'gift wrap'],
        friend: { userId: grace?.id, isBot: false, isElsewhere: false },
      },
      by: ada.user.id,
      messageId: ada.message.id,
    },
  ]);
  // Fields left unchanged or empty get what the schema says.
  const again = await ada.open('Print');
  await ada.send(again.pressed.id, again.modal.custom_id, { name: 'an owl' });
  await ada.sees('the answer', (look) => look.text.includes('1 × an owl'));
  expect(sent[1]?.values).toEqual({ name: 'an owl', copies: 1, paper: 'matt', extras: [] });
});

test('Discord: a picture is added in a form, and everybody sees the answer where it is for them', async () => {
  const ada = await onDiscord();
  const { pressed, modal } = await ada.open('Wish');
  await ada.send(pressed.id, modal.custom_id, { motif: 'fox', picture: [picture] });
  const answer = await ada.sees('the answer', (look) => look.text.includes('for fox'));
  expect(answer.message.ephemeralFor).toBeUndefined();
  expect(sent[0]?.values).toMatchObject({
    motif: 'fox',
    picture: { url: expect.stringContaining('me.png'), byteLength: 3 },
  });
});

test('Discord: a value that does not do gets a sentence, and what was written comes back', async () => {
  const ada = await onDiscord();
  const { pressed, modal } = await ada.open('Print');
  await ada.send(pressed.id, modal.custom_id, { name: 'a fox of mine', copies: 'nine' });
  const refusal = await ada.sees('the refusal', (look) => look.text.includes('That value does not fit'));
  expect(refusal.message.ephemeralFor).toBe(ada.user.id);
  expect(refusal.text).toContain('Copies must be a whole number. Nothing was made and nothing was taken.');
  expect(refusal.text).toMatch(/What you typed:\s+Its name: a fox of mine\nCopies: nine/);
  const next = await ada.open('Print');
  await ada.send(next.pressed.id, next.modal.custom_id, { name: 'a fox of mine', copies: '9' });
  await ada.sees('the refusal', (look) => look.text.includes('Copies may be 4 at most'));
  expect(sent).toEqual([]);
});

test('Discord: who may not is told so when they send it', async () => {
  const grace = await onDiscord(1);
  const { pressed, modal } = await grace.open('Print');
  await grace.send(pressed.id, modal.custom_id, { name: 'not mine' });
  const refusal = await grace.sees('the refusal', (look) => look.text.includes('That one is not yours'));
  expect(refusal.message.ephemeralFor).toBe(grace.user.id);
  expect(sent).toEqual([]);
});

test('Discord: where its answer could not be posted, a form does not even open', async () => {
  const ada = await onDiscord();
  ada.people.setBotPermission(ada.channel.id, { canPost: false });
  try {
    const pressed = await ada.press(ada.message, 'Wish');
    const refusal = await ada.sees('the refusal', (look) => look.text.includes('I may not post pictures here'));
    expect(refusal.message.ephemeralFor).toBe(ada.user.id);
    await expect(pressed.modal()).rejects.toThrow('something else than a form');
  } finally {
    ada.people.setBotPermission(ada.channel.id, { canPost: true });
  }
});

test('Discord: a form that is too late is not opened, and nothing is begun; pressed once more, it is', async () => {
  const ada = await onDiscord();
  world.discord.faults.add({ on: /callback$/, do: { type: 'slow', ms: 3200 }, times: 2 });
  const late = await ada.press(ada.message, 'Print');
  await expect(late.acknowledged).rejects.toThrow(/did not respond/);
  world.discord.faults.clear();
  expect((await ada.open('Print')).modal.title).toContain('Order a print');
});

test('Discord: an answer that was lost is asked for once more, and the form is there once', async () => {
  const ada = await onDiscord();
  world.discord.faults.add({ on: /callback$/, do: { type: 'dropAfter' } });
  const { pressed, modal } = await ada.open('Print');
  await ada.send(pressed.id, modal.custom_id, { name: 'a fox' });
  await ada.sees('the answer', (look) => look.text.includes('1 × a fox'));
});

test('Discord: a form that Discord does not take is a mistake of ours, and told as one', async () => {
  const ada = await onDiscord();
  const pressed = await ada.press(ada.message, 'Too much');
  const answer = await ada.sees('the apology', (look) => look.text.includes('Something went wrong on our side'));
  expect(answer.message.ephemeralFor).toBe(ada.user.id);
  await expect(pressed.modal()).rejects.toThrow('something else than a form');
});

test('Discord: a form of a button that is none any more says so', async () => {
  const ada = await onDiscord();
  const { pressed, modal } = await ada.open('Print');
  const kept = { ...intents };
  Object.assign(intents, { show: (await import('../bots/intents/index.ts')).intents.show });
  try {
    await ada.send(pressed.id, modal.custom_id, { name: 'a fox' });
    await ada.sees('the answer', (look) => look.text.includes('I do not know that form'));
  } finally {
    Object.assign(intents, kept);
  }
});

test('Slack: the trigger of a press opens the form, and what is sent with it is done', async () => {
  const ada = await inSlack();
  const view = await ada.open('Print');
  expect(view).toMatchObject({
    title: { text: 'Order a print of this p…' },
    submit: { text: 'Order' },
    blocks: [
      { block_id: 'name', optional: false, label: { text: 'Its name' }, element: { type: 'plain_text_input' } },
      { block_id: 'copies', optional: true, element: { type: 'number_input', initial_value: '1' } },
      { block_id: 'paper', element: { type: 'radio_buttons', initial_option: { value: 'matt' } } },
      { block_id: 'extras', element: { type: 'checkboxes' } },
      { block_id: 'friend', element: { type: 'users_select' } },
    ],
  });
  const grace = ada.people.workspaces[0]?.users[1]?.id ?? '';
  const values = { name: 'a fox 🦊', copies: '3', paper: 'glossy', extras: ['frame', 'gift wrap'], friend: grace };
  expect(await ada.people.submitView({ userId: ada.user.id, viewId: view.id, values })).toMatchObject({ closed: true });
  const answer = await ada.sees('the answer', (look) => look.text.includes('3 × a fox 🦊'));
  expect(answer.message).toMatchObject({ channel: ada.channel.id, ephemeralFor: ada.user.id });
  expect(sent).toMatchObject([
    {
      intent: 'show',
      args: { generationId },
      values: {
        name: 'a fox 🦊',
        copies: 3,
        paper: 'glossy',
        extras: ['frame', 'gift wrap'],
        friend: { userId: grace, name: 'grace' },
      },
      by: ada.user.id,
    },
  ]);
});

test('Slack: it suggests while one types, takes a picture, and everybody sees the answer where it is for them', async () => {
  const ada = await inSlack();
  const view = await ada.open('Wish');
  const at = { userId: ada.user.id, viewId: view.id };
  expect(await ada.people.suggest({ ...at, actionId: 'motif', value: 'f' })).toEqual([{ text: 'A fox', value: 'fox' }]);
  await ada.people.submitView({ ...at, values: { motif: 'fox', picture: [picture] } });
  const answer = await ada.sees('the answer', (look) => look.text.includes('for fox'));
  expect(answer.message.ephemeralFor).toBeUndefined();
  expect(sent[0]?.values).toMatchObject({ motif: 'fox', picture: { url: expect.stringContaining('me.png') } });
});

test('Slack: a form of a thread is answered in the thread', async () => {
  const { people, user, channel } = slackPerson(world);
  const parent = await people.mention({ userId: user.id, channelId: channel.id, text: 'good morning' });
  const ada = await inSlack(0, parent.ts);
  const view = await ada.open('Wish');
  await people.suggest({ userId: user.id, viewId: view.id, actionId: 'motif', value: 'o' });
  await people.submitView({ userId: user.id, viewId: view.id, values: { motif: 'owl', picture: [picture] } });
  const answers = () => people.thread(channel.id, parent.ts, user.id).map((message) => lookAtSlack(message).text);
  await expect.poll(answers).toContainEqual(expect.stringContaining('for owl'));
});

test('Slack: a value that does not do is told at its field, and the form stays with all that was typed', async () => {
  const ada = await inSlack();
  const view = await ada.open('Print');
  const at = { userId: ada.user.id, viewId: view.id };
  const refused = await ada.people.submitView({ ...at, values: { name: '   ', copies: '3' } });
  expect(refused).toMatchObject({ closed: false, errors: { name: 'Its name is missing.' } });
  expect(sent).toEqual([]);
  await ada.people.submitView({ ...at, values: { name: 'a fox' } });
  await ada.sees('the answer', (look) => look.text.includes('3 × a fox'));
});

test('Slack: who may not is told so when they send it', async () => {
  const grace = await inSlack(1);
  const view = await grace.open('Print');
  await grace.people.submitView({ userId: grace.user.id, viewId: view.id, values: { name: 'not mine' } });
  const refusal = await grace.sees('the refusal', (look) => look.text.includes('That one is not yours'));
  expect(refusal.message.ephemeralFor).toBe(grace.user.id);
  expect(sent).toEqual([]);
});

test('Slack: where the three seconds were over, the person is told to press once more, and that opens it', async () => {
  const ada = await inSlack();
  world.slack.faults.add({ on: 'views.open', do: { type: 'slow', ms: 3_100 } });
  await (await ada.press(ada.message, 'Print')).acknowledged;
  // As long as a trigger is good for in tests.
  world.slack.clock.advance(20_000);
  const notice = await ada.sees('the notice', (look) => look.text.includes('The form did not open'));
  expect(notice.message.ephemeralFor).toBe(ada.user.id);
  expect(ada.people.view(ada.user.id)).toBeUndefined();
  expect((await ada.open('Print')).title?.text).toContain('Order a print');
});
