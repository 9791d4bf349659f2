import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { isPlace } from '#core/chat/place-hash.ts';
import { redeliver } from '#core/generations/redeliver.ts';
import { discordRefusals } from '#sandbox/discord/refusals.ts';
import { slackRefusals } from '#sandbox/slack/refusals.ts';
import { everything, stageDeliveries } from '#test/deliveries.ts';

/** What a chat will not take, whoever asks and however often. */
const { world, onDiscord, inSlack, withStatus, answerable } = stageDeliveries();

test.each(
  Object.entries({ ...discordRefusals, unauthorized: undefined, tooLarge: undefined, fileTooLarge: undefined }).flatMap(
    ([name, fault]) => (fault ? [[name, fault] as const] : []),
  ),
)('Discord says %s: each way is tried once, and the picture is kept for /history', async (_name, fault) => {
  const ada = onDiscord();
  const fox = await withStatus(ada);
  world().discord.faults.add({ on: everything, do: fault, times: 100 });
  const before = fox.calls();
  await fox.ended();
  // Edit, post; then the status, to report it.
  expect(fox.calls() - before).toBe(3);
  expect(await fox.row()).toMatchObject({ status: 'undelivered', nextTryAt: null });
  await fox.later();
  expect(await fox.isDue()).toBe(false);

  world().discord.faults.clear();
  await redeliver(world().deps, { generationId: fox.generationId, who: fox.who, target: ada.target });
  await fox.try();
  expect(await fox.row()).toMatchObject({ status: 'delivered' });
  await ada.sees('it', ({ text, images }) => text.includes(fox.prompt) && images.length === 1);
});

test('a thread that is locked meanwhile: kept, and said where that can be', async () => {
  const ada = onDiscord({ user: 0, channel: 'fox-sketches' });
  const fox = await withStatus(ada);
  world().discord.people.setThread(ada.channel.id, { archived: true, locked: true });
  await fox.ended();
  expect(await fox.row()).toMatchObject({ status: 'undelivered' });
  world().discord.people.setThread(ada.channel.id, { archived: false });
});

test.each(['invalidBlocks', 'archived', 'threadLocked', 'uploadsDisabled', 'ofTomorrow'] as const)(
  'Slack says %s: the picture is kept, and its status says so where it can',
  async (name) => {
    const ada = inSlack();
    const fox = await withStatus(ada);
    world().slack.faults.add({ on: 'POST /api/files.', do: slackRefusals[name], times: 100 });
    await fox.ended();
    expect(await fox.row()).toMatchObject({ status: 'undelivered', nextTryAt: null });
    const word = await ada.sees(
      'word of it',
      ({ text }) => text.includes(fox.prompt) && text.includes('/upixel history'),
    );
    expect(word.text).toContain(`For ${ada.user.name}`);
  },
);

test('a channel that is closed whole: the person is told by the way of the request', async () => {
  const ada = await answerable();
  const { responseUrl: replyToken, ...at } = ada;
  const fox = await withStatus({
    ...at,
    target: { ...at.target, replyToken, replyExpiresAt: new Date(Date.now() + 1_800_000) },
  });
  world().slack.faults.add({ on: /POST \/api\/(files|chat)\./, do: slackRefusals.archived, times: 100 });
  await fox.ended();
  expect(await fox.row()).toMatchObject({ status: 'undelivered' });
  await ada.sees(
    'word of it',
    ({ text }, { ephemeralFor }) => ephemeralFor === ada.user.id && text.includes('/upixel history'),
  );
});

test('Slack says that we were removed: so it is, as if the event had come', async () => {
  const { deps } = world();
  const ada = inSlack();
  const fox = await withStatus(ada);
  const team = await isPlace(deps, { platform: 'slack', externalId: ada.target.workspaceId });
  await deps.db.workspace.updateMany({ where: team, data: { installedAt: new Date(Date.now() - 60_000) } });
  const { botToken } = await deps.db.workspace.findFirstOrThrow({ where: team });
  world().slack.faults.add({ on: 'POST /api/files.', do: slackRefusals.accountInactive, times: 100 });
  await fox.ended();
  expect(await fox.row()).toMatchObject({ status: 'undelivered' });
  expect(await deps.db.workspace.findFirstOrThrow({ where: team })).toMatchObject({ botToken: null });
  await deps.db.workspace.updateMany({ where: team, data: { uninstalledAt: null, botToken } });
});

test.each([
  ['discord', onDiscord, discordRefusals.unauthorized],
  ['slack', inSlack, slackRefusals.invalidAuth],
] as const)('%s does not accept our token: the operator hears of it', async (platform, place, fault) => {
  const heard = async () => {
    const { body } = await world().deps.metrics.text();
    return Number(new RegExp(`operator_needed_total\\{cause="${platform}_token"\\} (\\d+)`).exec(body)?.[1]);
  };
  const fox = await withStatus(place());
  const before = await heard();
  world()[platform].faults.add({ on: everything, do: fault, times: 1000 });
  await fox.ended();
  expect(await heard()).toBeGreaterThan(before);
});

test.each([
  ['Discord', onDiscord, discordRefusals.tooLarge, everything],
  ['Discord’s other words', onDiscord, discordRefusals.fileTooLarge, everything],
  ['Slack', inSlack, slackRefusals.fileTooLarge, /getUploadURLExternal/],
] as const)('too large for %s: made smaller, and kept where that does not help', async (_name, place, fault, on) => {
  const ada = place();
  const [fox, owl] = [await withStatus(ada), await withStatus(ada)];
  for (const { faults } of [world().discord, world().slack]) faults.add({ on, do: fault });
  await fox.ended();
  expect(await fox.row()).toMatchObject({ status: 'delivered' });
  // In the place of the status, which a larger picture could not take.
  expect(ada.messages().filter((each) => ada.look(each as never).text.includes(fox.prompt))).toHaveLength(1);
  const shown = await ada.sees('it', ({ text, images }) => text.includes(fox.prompt) && images.length === 1);
  const file = 'attachments' in shown.message ? shown.message.attachments[0] : shown.message.files?.[0];
  const { byteLength } = await world().deps.db.asset.findFirstOrThrow({ where: { generationId: fox.generationId } });
  expect((file as { size: number }).size).toBeLessThan(byteLength * 0.6);

  for (const { faults } of [world().discord, world().slack]) faults.add({ on, do: fault, times: 100 });
  await owl.ended();
  expect(await owl.row()).toMatchObject({ status: 'undelivered' });
});

test.each([
  ['Discord', onDiscord, 1_024],
  ['Slack', inSlack, 1_000],
] as const)('what %s tells of a file to whoever cannot see it ends between characters', async (_name, place, most) => {
  const ada = place();
  const own = 'a fox '.length + randomUUID().length;
  // With a project's style appended, a prompt may be longer than either takes.
  const fox = await withStatus(ada, `${'x'.repeat(most - own - 5)}👨‍👩‍👧 and so on`);
  await fox.ended();
  const { message } = await ada.sees(
    'it',
    ({ text, images }) => text.includes(fox.prompt.slice(0, 60)) && images.length === 1,
  );
  const [file] = 'attachments' in message ? message.attachments : (message.files ?? []);
  const { description, alt_txt: alt } = file as { description?: string; alt_txt?: string };
  expect(description ?? alt).toBe(`${fox.prompt.slice(0, most - 5)}…`);
});
