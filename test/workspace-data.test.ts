import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { identify } from '#core/accounts/identify.ts';
import { beginCheckout } from '#core/billing/begin-checkout.ts';
import { isPlace } from '#core/chat/place-hash.ts';
import { openPlaceId } from '#core/chat/place-id.ts';
import { findFaultyWallets } from '#core/credits/audit.ts';
import { adminCredit } from '#core/operators/credit.ts';
import { blockMember } from '#core/places/blocks.ts';
import { changeRules } from '#core/places/rules.ts';
import { setChannel } from '#core/places/set-channel.ts';
import { replayErasures } from '#core/privacy/erasure/replay.ts';
import { readReceiptKeys } from '#core/privacy/receipts/keys.ts';
import { readReceipt } from '#core/privacy/receipts/receipt.ts';
import { addWorkspace } from '#core/teams/add-workspaces.ts';
import { workspaceName } from '#core/teams/workspace-name.ts';
import { webPerson } from './account-person.ts';
import { buildSubscription } from './builders/payment.ts';
import { buildUser } from './builders/user.ts';
import { createTestDatabase } from './database.ts';
import { discordPerson } from './discord-person.ts';
import { slackPerson } from './slack-person.ts';
import { unzip } from './unzip.ts';
import { startWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld(await createTestDatabase(), { replicate: { speed: 0.02 } });
});
afterAll(async () => {
  expect(await findFaultyWallets(world.deps)).toEqual([]);
  await world?.close();
});

const chats = [
  {
    chat: 'Discord',
    label: 'This server’s data',
    platform: 'discord',
    personIn: (user = 0) => discordPerson(world, { user }),
    imagine: (prompt: string) => discordPerson(world).imagine({ prompt, pay: 'team' }),
  },
  {
    chat: 'Slack',
    label: 'This workspace’s data',
    platform: 'slack',
    personIn: (user = 0) => slackPerson(world, { user }),
    imagine: (prompt: string) => slackPerson(world).imagine(`${prompt} --pay team`),
  },
] as const;

const placeOf = (platform: 'discord' | 'slack') =>
  (platform === 'discord' ? world.discord.people.guilds : world.slack.people.workspaces)[0]?.id ?? '';
const workspaceOf = async (platform: 'discord' | 'slack') =>
  world.deps.db.workspace.findFirstOrThrow({
    where: await isPlace(world.deps, { platform, externalId: placeOf(platform) }),
  });

/** Opens what a code is for, and returns the zip's files once it is made. */
async function fetchCopy(code: string): Promise<Map<string, Buffer>> {
  const web = webPerson(world);
  const opened = await web.post('/api/privacy/exports/open', { code });
  expect(opened.status, JSON.stringify(opened.body)).toBe(200);
  const { pass } = opened.body;
  await vi.waitFor(
    async () => expect((await web.post('/api/privacy/exports/see', { pass })).body.export.state).toBe('ready'),
    { timeout: 30_000, interval: 100 },
  );
  const answer = await fetch(`${world.deps.config.publicUrl}/files/exports/${opened.body.export.id}/1`, {
    method: 'POST',
    body: new URLSearchParams({ pass }),
  });
  expect(answer.status).toBe(200);
  return unzip(Buffer.from(await answer.arrayBuffer()));
}

test.each(chats)(
  'in $chat whoever manages it gets a copy of its own data, and deletes that',
  async ({ label, platform, personIn, imagine }) => {
    const { deps, stripe } = world;
    const [ada, grace] = [personIn(), personIn(1)];
    // Somebody who manages nothing is not asked.
    await grace.run('privacy');
    const hers = await grace.sees('the card', ({ text }) => text.includes('Your data at UPixel'));
    expect(hers.buttons.map((each) => each.label)).not.toContain(label);

    await ada.run('team');
    await ada.sees('the wallet', ({ text }) => text.includes('You manage it'));
    const { id: workspaceId, walletId, botToken, nameSealed } = await workspaceOf(platform);
    const externalId = placeOf(platform);
    const name = await workspaceName(deps, { platform, externalId });
    if (!name) throw new Error('it has no name');
    const payer = await buildUser(deps);
    const wallet = { walletId: walletId ?? '', userId: payer.userId };
    const bought = await beginCheckout(deps, { ...wallet, kind: 'pack', item: '500' });
    const sessionOf = async (id: string) =>
      (await deps.db.checkout.findUniqueOrThrow({ where: { id } })).sessionId ?? '';
    await stripe.people.pay(await sessionOf(bought.checkoutId));
    const balance = async () => (await deps.db.wallet.findUniqueOrThrow({ where: { id: wallet.walletId } })).balance;
    await vi.waitFor(async () => expect(await balance()).toBe(500), { timeout: 15_000 });
    await imagine('a secret lighthouse');
    await vi.waitFor(
      async () => expect(await deps.db.asset.count({ where: { generation: { walletId: wallet.walletId } } })).toBe(1),
      { timeout: 30_000 },
    );
    await deps.db.teamAccess.create({ data: { workspaceId, groupId: '1', name: 'Painters' } });
    await deps.db.workspace.update({ where: { id: workspaceId }, data: { memberCap: 70 } });
    const { identityId } = await identify(deps, ada.chatUser);
    const by = { workspaceId, identityId };
    await changeRules(deps, by, { dailyImages: 900, groups: [{ id: '1', name: 'Painters' }] });
    const channel = { platform, workspaceId: externalId, channelId: 'a channel' };
    await setChannel(deps, by, { wish: 'not', channel });
    await blockMember(deps, by, (await identify(deps, grace.chatUser)).identityId);

    async function card(words: string) {
      const seen = await ada.sees(words, ({ text }) => text.includes(words));
      return { ...seen, press: (button: string) => ada.press(seen.message as never, button) };
    }
    async function open() {
      await ada.run('privacy');
      const privacy = await ada.sees('the button', ({ buttons }) => buttons.some((each) => each.label === label));
      await ada.press(privacy.message as never, label);
      return card('What its members asked for and made is theirs');
    }

    const deleting = `${label.replace(/^This/, 'Delete this')}…`;

    // A copy: what managers see, and nothing of the members' own.
    await (await open()).press('Get a copy');
    const { text } = await card('type this code there');
    const code = /[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(text)?.[0] ?? '';
    const files = await fetchCopy(code);
    const data = JSON.parse(String(files.get('data.json')));
    expect(data).toMatchObject({
      ...{ name, externalId, settings: { memberCap: 70, access: ['Painters'] } },
      rules: { channels: 'except', channelIds: ['a channel'], groups: ['Painters'], dailyImages: 900, blocked: 1 },
      keptOut: [grace.chatUser.userId],
      payments: [{ item: '500', credits: 500 }],
      month: { members: [{ requests: 1 }] },
    });
    expect(data.ledger[0]).toMatchObject({ kind: 'grant', amount: 500, origin: 'purchase' });
    const all = [...files.values()].map(String).join('\n');
    for (const secret of ['lighthouse', '@example.com', 'xoxb', payer.userId]) expect(all).not.toContain(secret);
    expect((await webPerson(world).post('/api/privacy/exports/open', { code })).status).toBe(404);

    // Neither a plan nor a payment that is under way is lost.
    const { stripeId } = await buildSubscription(deps, wallet);
    await (await open()).press(deleting);
    await (await card('What goes, at once')).press('Delete it now');
    await card('Its plan has to end first');
    await deps.db.subscription.update({ where: { stripeId }, data: { endedAt: new Date() } });
    const another = await beginCheckout(deps, { ...wallet, kind: 'pack', item: '500' });
    await (await open()).press(deleting);
    const asked = await card('What goes, at once');
    expect(asked.text).toMatch(/49\d credits that were bought are lost: \$[\d.]+ were paid for them/);
    await asked.press('Delete it now');
    await card('Somebody was about to pay');
    await vi.waitFor(
      async () =>
        expect((await deps.db.checkout.findUniqueOrThrow({ where: { id: another.checkoutId } })).status).toBe(
          'expired',
        ),
      { timeout: 15_000 },
    );
    expect(await workspaceOf(platform)).toMatchObject({ nameSealed, walletId, memberCap: 70 });

    const operator = { userId: payer.userId, email: 'operator@example.com' };
    const acted = { id: randomUUID(), walletId: wallet.walletId, amount: 1, reason: 'somebody of theirs complained' };
    await adminCredit(deps, operator, acted);

    const key = await deps.keys.of({ workspaceId });
    await (await open()).press(deleting);
    await (await card('What goes, at once')).press('Delete it now');
    const done = await card('data is being deleted');
    const page = done.buttons.find((each) => each.label === 'Its page')?.url ?? '';
    const token = new URL(page).hash.slice(1);
    const state = async () => (await webPerson(world).post('/api/deletion/read', { token })).body;
    await vi.waitFor(async () => expect((await state()).state).toBe('done'), { timeout: 30_000, interval: 100 });
    const receipt = readReceipt(await readReceiptKeys(deps), (await state()).receipt);
    expect(receipt).toMatchObject({ kind: 'workspace', counts: { keys: 1, bought_credits_lost: expect.any(Number) } });
    // UPixel goes on working there, and knows nothing of before.
    const left = await workspaceOf(platform);
    expect(left).toMatchObject({
      ...{
        id: workspaceId,
        externalId: null,
        botToken,
        name: '',
        nameSealed: null,
        nameHash: null,
        walletId: null,
        memberCap: null,
        guestsMaySpend: false,
      },
    });
    // Its id is sealed with the key that it has from now on.
    expect(await openPlaceId(deps, left)).toBe(externalId);
    expect(await deps.db.teamAccess.count({ where: { workspaceId } })).toBe(0);
    expect(await deps.db.teamMember.count({ where: { workspaceId } })).toBe(0);
    const where = { workspaceId };
    expect(await deps.db.placeRules.count({ where })).toBe(0);
    expect(await deps.db.placeChannel.count({ where })).toBe(0);
    expect(await deps.db.placeGroup.count({ where })).toBe(0);
    expect(await deps.db.placeBlock.count({ where })).toBe(0);
    expect(await deps.db.placeAction.count({ where })).toBe(0);
    expect(await deps.db.export.count({ where: { workspaceId } })).toBe(0);
    expect(await balance()).toBe(0);
    expect((await deps.db.adminAction.findUniqueOrThrow({ where: { id: acted.id } })).reason).toBe('');
    expect(await deps.keys.byId(key.id)).toBeUndefined();
    expect((await deps.keys.of({ workspaceId })).id).not.toBe(key.id);
    // Its members' own stays.
    expect(await deps.db.asset.count({ where: { generation: { walletId: wallet.walletId }, deletedAt: null } })).toBe(
      1,
    );
    const requests = await deps.db.privacyRequest.findMany({ where: { workspaceId }, orderBy: { receivedAt: 'asc' } });
    expect(requests).toMatchObject([
      { kind: 'access', state: 'done', proof: 'chat_identity' },
      { kind: 'delete', state: 'done', proof: 'chat_identity' },
    ]);
    expect(JSON.stringify(requests)).not.toContain(name);
  },
);

test('an older copy of the database does not bring it back', async () => {
  const { deps } = world;
  const { id } = await workspaceOf('discord');
  // Its receipt is written a moment after its rows are gone.
  const erasure = await vi.waitFor(
    () => deps.db.erasure.findFirstOrThrow({ where: { workspaceId: id, state: 'done' } }),
    30_000,
  );
  await deps.db.workspace.update({ where: { id }, data: { name: 'Sprite Forge' } });
  // What sealed it in the copy was destroyed with the erasure.
  await deps.keys.destroy([(await deps.keys.of({ workspaceId: id })).id]);
  await deps.db.erasure.update({
    where: { id: erasure.id },
    data: { state: 'waiting', dueAt: new Date(Date.now() + 60_000) },
  });
  expect(await replayErasures(deps)).toBe(1);
  expect(await workspaceOf('discord')).toMatchObject({ name: '', externalIdSealed: null });
  // The chat tells the id again.
  expect(await addWorkspace(deps, { platform: 'discord', externalId: placeOf('discord') })).toBe(id);
  expect(await openPlaceId(deps, await workspaceOf('discord'))).toBe(placeOf('discord'));
});

test('not to somebody who no longer manages it: neither by the button nor by the code', async () => {
  const [guild] = world.discord.people.guilds;
  const grace = discordPerson(world, { user: 1 });
  const setSteward = (isSteward: boolean) => {
    const roleIds = guild?.roles.flatMap(({ id, name }) => (name === 'Stewards' && isSteward ? [id] : [])) ?? [];
    world.discord.people.setRoles({ guildId: guild?.id ?? '', userId: grace.user.id, roleIds });
  };
  setSteward(true);
  await grace.run('privacy');
  const card = await grace.sees('the button', ({ buttons }) =>
    buttons.some(({ label }) => label === 'This server’s data'),
  );
  await grace.press(card.message, 'This server’s data');
  const shown = await grace.sees('what is kept', ({ text }) => text.includes('What we keep of this server'));
  await grace.press(shown.message, 'Get a copy');
  const { text } = await grace.sees('the code', (look) => look.text.includes('type this code there'));
  const code = /[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(text)?.[0] ?? '';
  await grace.run('privacy');
  const again = await grace.sees('the card again', ({ buttons }) =>
    buttons.some(({ label }) => label === 'This server’s data'),
  );
  setSteward(false);
  expect((await webPerson(world).post('/api/privacy/exports/open', { code })).status).toBe(404);
  await grace.press(again.message, 'This server’s data');
  await grace.sees('that it is not theirs', (look) => look.text.includes('That is for those who manage this'));
});
