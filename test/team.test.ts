import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { ChatUser } from '#core/accounts/chat-user.ts';
import { identify } from '#core/accounts/identify.ts';
import { findItem } from '#core/billing/plans.ts';
import { lookAtGuilds } from '#core/chat/discord/look-at-guilds.ts';
import { isPlace } from '#core/chat/place-hash.ts';
import { findFaultyWallets } from '#core/credits/audit.ts';
import { grantCredits } from '#core/credits/grant.ts';
import { trialCredits } from '#core/generations/limits.ts';
import { linkIdentity } from '#core/linking/link-identity.ts';
import { submit } from '#sandbox/stripe/testing.ts';
import { linkIn } from './account-person.ts';
import { openShop, type Shop } from './billing/shop.ts';
import { discordPerson } from './discord-person.ts';
import { fund } from './fund.ts';
import { slackPerson } from './slack-person.ts';
import { unlink } from './unlink.ts';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop({ roles: ['api', 'worker', 'bots'] });
});
afterAll(() => shop.close());
afterEach(async () => expect(await findFaultyWallets(shop.deps)).toEqual([]));

/** What a person does and sees, in either chat. */
interface Member {
  chatUser: ChatUser;
  team(what?: string, over?: Record<string, string | number>): Promise<unknown>;
  imagine(prompt: string, pay?: 'team' | 'me', count?: number): Promise<unknown>;
  sees(what: string, words: RegExp): Promise<{ text: string; url(label: string): string; isPrivate: boolean }>;
  /** Makes them a member of this group only, or of none. */
  join(group?: string): void;
}

type Seen = {
  text: string;
  buttons: Array<{ label: string; url?: string | undefined }>;
  message: { ephemeralFor?: string };
};
const shown = ({ text, buttons, message }: Seen) => ({
  text,
  url: (label: string) => buttons.find((button) => button.label.startsWith(label))?.url ?? '',
  isPrivate: message.ephemeralFor !== undefined,
});

function onDiscord(user: number): Member {
  const person = discordPerson(shop, { user });
  const { people } = person;
  const [guild] = people.guilds;
  return {
    chatUser: person.chatUser,
    team: (what, over = {}) => person.run('team', { ...(what ? { what } : {}), ...over }),
    imagine: (prompt, pay, count = 1) => person.imagine({ prompt, count, ...(pay ? { pay } : {}) }),
    sees: async (what, words) => shown(await person.sees(what, ({ text }) => words.test(text))),
    join(group) {
      const roleIds = guild?.roles.filter(({ name }) => name === group).map(({ id }) => id) ?? [];
      people.setRoles({ guildId: guild?.id ?? '', userId: person.user.id, roleIds });
    },
  };
}

function inSlack(user: number): Member {
  const person = slackPerson(shop, { user });
  const { people } = person;
  return {
    chatUser: person.chatUser,
    team: (what = '', over = {}) => person.run(`team ${what} ${Object.values(over).join(' ')}`.trim()),
    imagine: (prompt, pay, count = 1) => person.imagine(`${prompt} --count ${count}${pay ? ` --pay ${pay}` : ''}`),
    sees: async (what, words) => shown(await person.sees(what, ({ text }) => words.test(text))),
    join(group) {
      for (const { id, name } of people.workspaces[0]?.userGroups.map((each) => ({ ...each, name: each.handle })) ?? [])
        people.setUserGroup(id, name === group?.toLowerCase() ? [person.user.id] : []);
    },
  };
}

const placeOf = {
  discord: () => shop.discord.people.guilds[0]?.id ?? '',
  slack: () => shop.slack.people.workspaces[0]?.id ?? '',
};

describeBoth('Discord', onDiscord, 'Sprite Forge', 'discord');
describeBoth('Slack', inSlack, 'Pixel Guild', 'slack');

function describeBoth(chat: string, person: (user: number) => Member, name: string, platform: 'discord' | 'slack') {
  let ada: Member;
  let grace: Member;
  const its = (title: string, work: () => Promise<void>) => test(`${chat}: ${title}`, work);
  const wallet = new RegExp(`${name}’s team wallet`);
  const workspace = async () =>
    shop.deps.db.workspace.findFirstOrThrow({
      where: await isPlace(shop.deps, { platform, externalId: placeOf[platform]() }),
      include: { wallet: true },
    });
  const balance = async () => (await workspace()).wallet?.balance ?? 0;
  const own = async (member: Member) => (await identify(shop.deps, member.chatUser)).balance;

  /** Sets the team wallet to exactly this many credits, without a cap, open to all. */
  async function stock(amount: number) {
    await ada.team();
    await ada.sees('the wallet', /team wallet has/);
    const { id, walletId } = await workspace();
    if (!walletId) throw new Error('no wallet');
    await shop.deps.db.workspace.update({ where: { id }, data: { memberCap: null } });
    await shop.deps.db.teamAccess.deleteMany({ where: { workspaceId: id } });
    const less = (await balance()) - amount;
    if (less < 0) await grantCredits(shop.deps, { walletId, origin: 'purchase', amount: -less, key: randomUUID() });
    for (const lot of await shop.deps.db.lot.findMany({ where: { walletId, balance: { gt: 0 } } })) {
      const left = (await balance()) - amount;
      await shop.deps.db.$queryRaw`SELECT take_from_lot(${lot.id}::uuid, ${left}::int, 'forfeit', ${randomUUID()})`;
    }
    expect(await balance()).toBe(amount);
  }

  beforeEach(async () => {
    [ada, grace] = [person(0), person(1)];
    for (const member of [ada, grace, person(2)]) {
      member.join();
      await fund(shop, member.chatUser, trialCredits);
    }
  });

  its('before anybody made a wallet, it says who does; a manager’s /team makes it', async () => {
    await grace.team();
    await grace.sees('that there is none', /There is no team wallet here yet.*Nothing was changed/s);
    await ada.team();
    const seen = await ada.sees('the wallet', /team wallet has 0 credits.*Everyone here may use it.*You manage it/s);
    expect(seen.isPrivate).toBe(true);
  });

  its('only those who manage it may buy, set and look; everybody sees what is in it', async () => {
    await stock(7);
    for (const what of ['buy', 'usage', 'access', 'cap']) {
      grace = person(1);
      await grace.team(what);
      await grace.sees('the refusal', /Only .*(Manage Server|owners and admins).* Nothing was changed/s);
    }
    grace = person(1);
    await grace.team();
    const seen = await grace.sees('the wallet', /team wallet has 7 credits.*You spent \d+ credits? of it this month/s);
    expect(seen.text).not.toContain('You manage it');
  });

  its('a member’s images are paid by the team, and the cards say so; pay: me pays oneself', async () => {
    await stock(10);
    const before = await own(grace);
    await grace.imagine('a team fox', undefined, 2);
    await grace.sees('the status', /Paid by .*team wallet/);
    const result = await grace.sees('the picture', /a team fox.*2 credits of .*team wallet/s);
    expect(result.text).toMatch(wallet);
    expect([await balance(), await own(grace)]).toEqual([8, before]);
    await grace.imagine('my own fox', 'me');
    await grace.sees('the picture', /my own fox.*1 credit/s);
    expect([await balance(), await own(grace)]).toEqual([8, before - 1]);
    await grace.imagine('fail fox');
    await grace.sees('what came back', /1 credit is back in .*team wallet/s);
  });

  its('an empty wallet leaves it to the member and says why; asked for by name it is refused', async () => {
    await stock(1);
    const before = await own(grace);
    await grace.imagine('two owls', undefined, 2);
    await grace.sees('who pays', /too few credits for this. Paid by you/);
    await grace.sees('the pictures', /two owls.*2 credits/s);
    await grace.imagine('two more owls', 'team', 2);
    await grace.sees('the refusal', /Your team does not pay for this.*Nothing was made and nothing was taken/s);
    expect([await balance(), await own(grace)]).toEqual([1, before - 2]);
  });

  its('only the chosen groups may use it', async () => {
    await stock(10);
    const edsger = person(2);
    await fund(shop, edsger.chatUser, trialCredits);
    edsger.join('Artists');
    await ada.team('access', { who: 'artists, Testers' });
    await ada.sees('who may', /Access is set.*Only these may use it: artists, testers/is);
    const before = await own(grace);
    await grace.imagine('an outsider');
    await grace.sees('the picture', /an outsider.*1 credit/s);
    expect(await own(grace)).toBe(before - 1);
    await grace.imagine('still outside', 'team');
    await grace.sees('the refusal', /Not everybody may use .*team wallet/);
    await edsger.imagine('an artist');
    await edsger.sees('the picture', /an artist.*1 credit of .*team wallet/s);
    ada = person(0);
    await ada.team('access', { who: 'painters' });
    await ada.sees('the refusal', /I do not know a (role|user group) “painters” here.*not changed/s);
    await ada.team('access', { who: 'everyone' });
    await ada.sees('who may', /Access is set.*Everyone here may use it/s);
    edsger.join();
  });

  its('a cap a month: reached, the member pays, and the usage shows who spent what', async () => {
    await stock(30);
    const edsger = person(2);
    await fund(shop, edsger.chatUser, trialCredits);
    const spent = async () => {
      await edsger.team();
      return Number(/You spent (\d+)/.exec((await edsger.sees('it', /You spent/)).text)?.[1]);
    };
    const cap = (await spent()) + 3;
    await ada.team('cap', { credits: cap });
    await ada.sees('the cap', new RegExp(`The cap is set.*One person may spend ${cap} of it`, 's'));
    const before = await own(edsger);
    await edsger.imagine('three cats', undefined, 3);
    await edsger.sees('the pictures', /three cats.*3 credits of .*team wallet/s);
    await edsger.imagine('one cat more');
    await edsger.sees('who pays', /for one person in a month is reached. Paid by you/);
    await edsger.sees('the picture', /one cat more.*1 credit/s);
    expect(await own(edsger)).toBe(before - 1);
    await ada.team('usage');
    const usage = await ada.sees('the usage', /of the team’s wallet this month.*By member.*By day/s);
    expect(usage.text.toLowerCase()).toMatch(new RegExp(`edsger\\W+${cap}\\W+\\d`));
    await ada.team('cap', { credits: 0 });
    await ada.sees('no cap', /One person may spend as much of it as there is/);
  });

  its(
    'buying for the team: a page that says for whom, credits in its wallet, a receipt and a word in chat',
    async () => {
      await stock(0);
      const email = `${randomUUID()}@example.com`;
      await ada.team('buy');
      const first = await ada.sees('that an account comes first', /First your account/);
      expect(first.url('Link my account')).toMatch(/\/link#/);
      const { id: userId } = await shop.deps.db.user.create({ data: { id: randomUUID(), email, emailVerified: true } });
      const { identityId } = await identify(shop.deps, ada.chatUser);
      await linkIdentity(shop.deps, { identityId, userId, person: { name: 'Ada', avatarPath: null, placeName: name } });

      ada = person(0);
      await ada.team('buy');
      const offer = await ada.sees('the offer', /Buy for .*team wallet.*Receipts go to/s);
      expect(offer.text).toContain(email);
      const link = new URL(offer.url('500 credits'));
      const body = { item: link.pathname.split('/').at(-1), token: link.hash.slice(1) };
      const post = async (path: string) => {
        const { publicUrl } = shop.deps.config;
        const headers = { 'content-type': 'application/json', origin: publicUrl };
        return (await fetch(`${publicUrl}${path}`, { method: 'POST', headers, body: JSON.stringify(body) })).json();
      };
      expect(await post('/api/billing/offer')).toMatchObject({
        team: `${name}’s team wallet`,
        account: { email },
        price: findItem('pack', '500')?.price,
      });
      const { url } = (await post('/api/billing/checkout')) as { url: string };
      await submit(url, { card: 'works' });
      await shop.settled();

      expect(await balance()).toBe(500);
      const { walletId } = await workspace();
      expect(await shop.deps.db.customer.findMany({ where: { userId } })).toMatchObject([{ walletId }]);
      expect(await shop.deps.db.payment.findFirst({ where: { walletId: walletId ?? '' } })).toMatchObject({
        userId,
        credits: 500,
      });
      const receipt = await shop.mail.until(
        ({ to, subject }) => to.includes(email) && subject.includes('receipt'),
        15_000,
      );
      expect(receipt.text).toMatch(/It brought .*team wallet 500 credits/);
      await ada.sees('the note', /Paid: 500 credits.*team wallet has 500 credits now/s);
      await unlink(shop.deps, { identityId, userId: userId ?? '' });
    },
  );

  its('removed with a plan that goes on: whoever pays for it is told, with the way to end it', async () => {
    await stock(0);
    const payer = await shop.customer();
    const { id, walletId } = await workspace();
    const { checkoutId } = await payer.begin('plan', 'pro', { walletId: walletId ?? '' });
    await payer.pay(checkoutId);
    await shop.settled();
    await expect(payer.begin('plan', 'studio', { walletId: walletId ?? '' })).rejects.toThrow(/A team has one plan/);
    if (platform === 'discord') shop.discord.people.setBotInGuild(placeOf.discord(), false);
    else await shop.slack.people.uninstall(placeOf.slack());
    const mail = await shop.mail.until(
      ({ to, subject }) => to.includes(payer.email) && subject.includes('was removed'),
      15_000,
    );
    expect(mail.subject).toBe('UPixel was removed, and Pro goes on');
    expect(linkIn(mail)).toBe(`${shop.deps.config.publicUrl}/team/${id}`);
    if (platform !== 'discord') return;
    const externalId = placeOf.discord();
    shop.discord.people.setBotInGuild(externalId, true);
    await expect.poll(async () => (await workspace()).uninstalledAt).toBeNull();

    // A removal without an event is found by the daily check, with the same result.
    const { faults } = shop.discord;
    const gone = { code: 10004, message: 'Unknown Guild' };
    faults.add({ on: 'GET /api/v10/users/@me/guilds', do: { type: 'answer', status: 200, body: [] }, times: 2 });
    faults.add({ on: `GET /api/v10/guilds/${externalId}`, do: { type: 'answer', status: 404, body: gone }, times: 2 });
    // The notice and the change are written together, or neither: a failed one is found again.
    await shop.deps.db.$executeRaw`ALTER TABLE mails ADD CONSTRAINT unwritten CHECK (kind <> 'team-removed') NOT VALID`;
    await expect(lookAtGuilds(shop.deps)).rejects.toThrow();
    await shop.deps.db.$executeRaw`ALTER TABLE mails DROP CONSTRAINT unwritten`;
    expect((await workspace()).uninstalledAt).toBeNull();
    expect(await lookAtGuilds(shop.deps)).toBe(1);
    const told = () =>
      shop.mail.messages.filter(({ to, subject }) => to.includes(payer.email) && subject === mail.subject);
    await expect.poll(() => told().length, { timeout: 15_000 }).toBe(2);
    expect(await lookAtGuilds(shop.deps)).toBe(0);
  });
}

test('/unlink tells of a plan that goes on', async () => {
  const customer = await shop.customer();
  await customer.buy('plan', 'pro');
  await shop.settled();
  const edsger = onDiscord(2);
  const { identityId } = await identify(shop.deps, edsger.chatUser);
  await linkIdentity(shop.deps, {
    identityId,
    userId: customer.userId,
    person: { name: 'E', avatarPath: null, placeName: null },
  });
  const person = discordPerson(shop, { user: 2 });
  await person.run('unlink');
  const seen = await person.sees('the question', ({ text }) =>
    /Your plan Pro goes on in your account, and is paid again on/.test(text),
  );
  expect(seen.buttons.map(({ label }) => label)).toEqual(['Unlink', 'Change or cancel the plan']);
});
