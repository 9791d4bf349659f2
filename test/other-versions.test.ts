import { Routes } from 'discord-api-types/v10';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { identify } from '#core/accounts/identify.ts';
import { findFaultyWallets } from '#core/credits/audit.ts';
import { requestGeneration } from '#core/generations/request.ts';
import { slackManifest } from '../bots/slack/manifest.ts';
import { buildRequest } from './builders/request.ts';
import { createTestDatabase } from './database.ts';
import { discordPerson } from './discord-person.ts';
import { fund } from './fund.ts';
import { type RoleProcess, startProcess } from './process.ts';
import { slackPerson } from './slack-person.ts';
import { startWorld, type World } from './world.ts';

/** What stands in a chat outlives the process that put it there, and the version; and people press twice. */
let world: World;
let bots: RoleProcess;
beforeAll(async () => {
  world = await startWorld(await createTestDatabase(), { roles: ['api', 'worker'] });
  bots = await startProcess('bots', world.env);
});
afterAll(async () => {
  await bots.stop();
  expect(await findFaultyWallets(world.deps)).toEqual([]);
  await world.close();
});

const balanceOf = async ({ chatUser }: { chatUser: Parameters<typeof identify>[1] }) =>
  (await identify(world.deps, chatUser)).balance;
const isPicture =
  (words: string, not?: string) =>
  ({ text, images }: { text: string; images: unknown[] }, message: { id?: string; ts?: string }) =>
    text.includes(words) && images.length === 1 && (message.id ?? message.ts) !== not;

test('after a crash of the bots their buttons, menus and open forms work, in both chats', async () => {
  const [ada, grace] = [discordPerson(world), slackPerson(world)];
  for (const { chatUser } of [ada, grace]) await fund(world, chatUser, 20);
  await ada.imagine({ prompt: 'a fox before' });
  await grace.imagine('an owl before');
  const fox = await ada.sees('the fox', isPicture('a fox before'));
  const owl = await grace.sees('the owl', isPicture('an owl before'));
  const form = await ada.press(fox.message, 'Remix…');
  const { custom_id: customId } = await form.modal();
  await grace.press(owl.message, 'Remix…');
  await grace.people.until(() => grace.people.view(grace.user.id), 30_000, 'the form');

  await bots.kill();
  bots = await startProcess('bots', world.env);
  await ada.people.until(() => ada.people.gatewayConnections() > 0, 30_000, 'the bot to come back');

  await ada.people.submitModal({
    ...{ userId: ada.user.id, interactionId: form.id, customId },
    values: { prompt: 'a fox from the form' },
  });
  await grace.fillIn({ prompt: 'an owl from the form' });
  await ada.press(fox.message, 'Again');
  await grace.press(owl.message, 'Again');
  await ada.press(fox.message, 'Delete');
  await grace.press(owl.message, 'Delete');
  await ada.sees('the form’s fox', isPicture('a fox from the form'));
  await grace.sees('the form’s owl', isPicture('an owl from the form'));
  await ada.sees('another fox', isPicture('a fox before', fox.message.id));
  await grace.sees('another owl', isPicture('an owl before', owl.message.ts));
  for (const each of [ada, grace])
    await each.sees('the question', ({ text }) => text.includes('Delete this for good?'));
  await expect.poll(() => balanceOf(ada)).toBe(17);
  await expect.poll(() => balanceOf(grace)).toBe(17);
});

const generationId = '0d6f3c8e-6a35-4c3b-9d57-0a2a8a7c9f11';
/** Ids that nobody has written yet, or writes any more. */
const strangeIds = [
  `v3:again:${generationId}:fast`,
  `v2:conjure:${generationId}`,
  `v2:again:${generationId}:more`,
  'again',
  'v0:old',
];
const dontKnow = (what: string) => `I do not know that ${what}`;

describe('Discord: of another version', () => {
  test('every button and menu is answered, to whoever pressed it alone, with what to do', async () => {
    const ada = discordPerson(world, { channel: 'dm' });
    const { id } = (await world.deps.discordRest.bot.post(Routes.channelMessages(ada.channel.id), {
      body: {
        content: 'A card of another version',
        components: [
          {
            type: 1,
            components: strangeIds.map((custom_id, at) => ({ type: 2, style: 2, label: `${at}`, custom_id })),
          },
          { type: 1, components: [{ type: 3, custom_id: 'v9:menu', options: [{ label: 'Old', value: 'v0:old' }] }] },
        ],
      },
    })) as { id: string };
    const at = { userId: ada.user.id, messageId: id };
    const pressed = [
      ...(await Promise.all(strangeIds.map((customId) => ada.people.click({ ...at, customId })))),
      await ada.people.click({ ...at, customId: 'v9:menu', values: ['v0:old'] }),
    ];
    for (const each of pressed) {
      const answer = await each.reply();
      expect(answer.ephemeralFor).toBe(ada.user.id);
      expect(ada.look(answer).text).toContain(dontKnow('button'));
      expect(ada.look(answer).text).toMatch(/It cost nothing.*Try again in a minute, or start anew with/s);
    }
  });

  test('a command is answered, too', async () => {
    const { discordRest, config } = world.deps;
    const route = Routes.applicationCommands(config.discord.applicationId);
    await discordRest.bot.post(route, { body: { name: 'conjure', description: 'Of tomorrow' } });
    await discordRest.bot.post(route, { body: { name: 'Conjure', type: 3 } });
    const ada = discordPerson(world);
    const said = ada.people.say({ userId: ada.user.id, channelId: ada.channel.id, content: 'look' });
    const at = { userId: ada.user.id, channelId: ada.channel.id };
    for (const asked of [
      await ada.run('conjure'),
      await ada.people.runCommand({ ...at, name: 'Conjure', targetId: said.id }),
    ])
      expect(ada.look(await asked.reply()).text).toContain('That command is no longer there');
  });
});

describe('Slack: of another version', () => {
  const grace = () => slackPerson(world);
  const hears = (person: ReturnType<typeof slackPerson>, what: string, words = '') =>
    person.sees(what, ({ text }, { channel, ephemeralFor }) => {
      const isPrivate = ephemeralFor === person.user.id || channel === person.people.dmChannelId(person.user.id);
      return isPrivate && text.includes(dontKnow(what)) && text.includes(words);
    });
  const withClient = <T>(call: Parameters<typeof world.deps.slack.withClient<T>>[1]) =>
    world.deps.slack.withClient(grace().chatUser.teamId, call);

  test('every button and menu is answered', async () => {
    const person = grace();
    const { channel } = person;
    const menu = {
      type: 'static_select',
      action_id: 'v9:menu',
      options: [{ text: plain('Old'), value: 'v0:old' }],
    } as const;
    const offer = { type: 'button', action_id: 'make-what-was-written', text: plain('Make it'), value: 'v9' } as const;
    const buttons = strangeIds.map((action_id) => ({ type: 'button', action_id, text: plain('?') }) as const);
    for (const element of [...buttons, menu, offer]) {
      const blocks = [{ type: 'actions' as const, elements: [element] }];
      const shown = await withClient((client) =>
        client.chat.postMessage({ channel: channel.id, text: 'A card', blocks }),
      );
      const presser = grace();
      const at = { userId: person.user.id, channelId: channel.id, ts: shown?.ts ?? '' };
      const selected = element === menu ? { selected: ['v0:old'] } : {};
      await person.people.click({ ...at, actionId: element.action_id, ...selected });
      await hears(presser, 'button');
    }
  });

  test('every form is answered, and gives back what was written in it', async () => {
    const elsewhere = { channelId: grace().channel.id, replyExpiresAt: 0 };
    const forms = [
      ['command-form', 'of tomorrow'],
      ['command-form', JSON.stringify({ command: 'conjure', ...elsewhere })],
      ['command-form', JSON.stringify({ intent: `v2:conjure:${generationId}`, ...elsewhere })],
      ['form-of-tomorrow', ''],
    ] as const;
    for (const [callback_id, private_metadata] of forms) {
      const person = grace();
      const { triggerId: trigger_id } = await person.run('help');
      const input = { type: 'plain_text_input', action_id: 'words' } as const;
      const blocks = [{ type: 'input' as const, block_id: 'words', label: plain('Words'), element: input }];
      const view = {
        type: 'modal',
        title: plain('Form'),
        submit: plain('Send'),
        callback_id,
        private_metadata,
        blocks,
      } as const;
      await withClient((client) => client.views.open({ trigger_id, view }));
      await person.fillIn({ words: 'a long story' });
      await hears(person, 'form', callback_id === 'command-form' ? 'a long story' : '');
    }
  });

  test('every command and shortcut is answered', async () => {
    const { BOTS_PORT, PORT } = world.env;
    const manifest = slackManifest({ botsUrl: `http://127.0.0.1:${BOTS_PORT}`, publicUrl: `http://127.0.0.1:${PORT}` });
    const { features } = manifest;
    const shortcut = (type: string) => ({
      name: type,
      type,
      callback_id: `conjure-${type}`,
      description: 'Of tomorrow',
    });
    const more = {
      ...features,
      shortcuts: [...features.shortcuts, shortcut('global'), shortcut('message')],
      slash_commands: [
        ...features.slash_commands,
        { command: '/conjure', description: 'x', url: 'x', usage_hint: '', should_escape: false },
      ],
    };
    world.slack.people.setManifest({ ...manifest, features: more });
    const person = grace();
    const { people } = person;
    const at = { userId: person.user.id, channelId: person.channel.id };
    await (await people.runCommand({ ...at, command: '/conjure', text: 'a long story' })).acknowledged;
    await hears(person, 'command', 'a long story');
    const again = grace();
    await (await people.shortcut({ ...at, callbackId: 'conjure-global' })).acknowledged;
    await hears(again, 'shortcut');
    const { ts } = await people.mention({ userId: at.userId, channelId: at.channelId, text: 'a fox to point at' });
    const third = grace();
    await (await people.shortcut({ ...at, ts, callbackId: 'conjure-message' })).acknowledged;
    await hears(third, 'shortcut');
    world.slack.people.setManifest(manifest);
  });
});

const plain = (text: string) => ({ type: 'plain_text', text }) as const;

describe.each(['discord', 'slack'] as const)('%s: pressed twice', (chat) => {
  const person = (user: number) => (chat === 'discord' ? discordPerson(world, { user }) : slackPerson(world, { user }));
  const twice = (who: ReturnType<typeof person>, message: unknown, label: string) =>
    Promise.all([who.press(message as never, label), who.press(message as never, label)]);

  test('what somebody agreed to on another’s card is made and paid once', async () => {
    const [ada, grace] = [person(0), person(1)];
    for (const { chatUser } of [ada, grace]) await fund(world, chatUser, 20);
    await ada.imagine((chat === 'discord' ? { prompt: 'a shared hare' } : 'a shared hare') as never);
    const hare = await ada.sees('the hare', isPicture('a shared hare') as never);
    const before = await balanceOf(grace);
    await grace.press(hare.message as never, 'Again');
    const asked = await grace.sees('the price', ({ text }) => text.includes('This costs you 1 credit'));
    expect(asked.text).toContain(
      `Make “a shared hare” again, 1 image by flux-schnell for 1 credit, from your ${before}?`,
    );
    await twice(grace, asked.message, 'Go on');
    await grace.sees('that once is enough', ({ text }) => text.includes('You used that already'));
    await grace.sees('her own', ({ text, images }) => text.includes('a shared hare') && images.length === 1);
    const used = await grace.sees('that it was used', ({ text }) => text.includes('You agreed to this'));
    expect(used.buttons).toEqual([]);
    await expect.poll(() => balanceOf(grace)).toBe(before - 1);
  });

  test('who cannot pay for it hears so with the question, and is not asked to agree', async () => {
    const [ada, grace] = [person(0), person(1)];
    for (const { chatUser } of [ada, grace]) await fund(world, chatUser, 20);
    const { identityId } = await identify(world.deps, grace.chatUser);
    await requestGeneration(world.deps, { ...buildRequest(identityId), target: undefined });
    const left = await balanceOf(grace);
    await ada.imagine(
      (chat === 'discord'
        ? { prompt: 'a dear hare', model: 'nano-banana', count: 4 }
        : 'a dear hare --model nano-banana --count 4') as never,
    );
    const hare = await ada.sees(
      'the hare',
      ({ text, images }: { text: string; images: unknown[] }) => text.includes('a dear hare') && images.length === 4,
    );
    await grace.press(hare.message as never, 'Again');
    const told = await grace.sees('that it is too dear', ({ text }) => text.includes('Not enough credits'));
    expect(told.text).toContain(
      `Make “a dear hare” again, 4 images by nano-banana: that costs 20 credits, and you have ${left} credits.`,
    );
    expect(told.buttons.map(({ label }) => label)).toEqual(['Get credits']);
  });

  test('a deletion is done once, and whoever comes second reads that it is gone', async () => {
    const ada = person(0);
    await fund(world, ada.chatUser, 20);
    await ada.imagine((chat === 'discord' ? { prompt: 'a regretted newt' } : 'a regretted newt') as never);
    const newt = await ada.sees('the newt', isPicture('a regretted newt') as never);
    await ada.press(newt.message as never, 'Delete');
    const asked = await ada.sees('the question', ({ text }) => text.includes('Delete this for good?'));
    await twice(ada, asked.message, 'Delete for good');
    await ada.sees('that it is gone', ({ text }) => text.includes('The pictures are gone.'));
  });
});

test('Slack: what was written directly and offered is made once, however often it is pressed', async () => {
  const grace = slackPerson(world);
  const before = await fund(world, grace.chatUser, 20);
  const channelId = grace.people.dmChannelId(grace.user.id);
  await grace.people.mention({ userId: grace.user.id, channelId, text: 'a mole' });
  const offer = await grace.sees('the offer', ({ text }) => text.includes('Shall I make this?'));
  await Promise.all([grace.press(offer.message, 'Make it'), grace.press(offer.message, 'Make it')]);
  await grace.sees('the mole', isPicture('a mole'));
  const used = await grace.sees('that it was used', ({ text }) => text.includes('You agreed to this'));
  expect(used.buttons).toEqual([]);
  await expect.poll(() => balanceOf(grace)).toBe(before - 1);
});
