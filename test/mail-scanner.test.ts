import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { policyVersions } from '#core/contract/policies.ts';
import { type MailKind, mailKinds } from '#core/mail/kinds.ts';
import { goodPassword, linkIn, mailTo, type WebPerson, webPerson } from './account-person.ts';
import { createTestDatabase } from './database.ts';
import { discordPerson } from './discord-person.ts';
import { linkChat } from './link-chat.ts';
import { rowsOf } from './rows-of.ts';
import { startWorld, type World } from './world.ts';

/** Mail scanners, previews and link checkers open every link of a mail before anybody reads it: that must change nothing. */
let world: World;
let ada: WebPerson;
const email = 'ada@example.com';
const kept = 'ada.lovelace@example.com';
beforeAll(async () => {
  world = await startWorld(await createTestDatabase());
  ada = webPerson(world);
  await ada.register(email);
});
afterAll(() => world?.close());

const next = (to: string, subject: string) => mailTo(world, to, subject, world.mail.messages.length);

/** Links that carry a secret, each from a mail that was really sent. In this order: each begins where the one before left the account. */
const secret = {
  signUp: async () => {
    const mail = next('grace@example.com', 'Confirm your e-mail address');
    await webPerson(world).auth('sign-up/email', { email: 'grace@example.com', password: goodPassword, name: '' });
    return linkIn(await mail);
  },
  reset: async () => {
    const mail = next(email, 'Choose a new password');
    await webPerson(world).auth('request-password-reset', { email });
    return linkIn(await mail);
  },
  linked: async () => {
    const mail = next(email, 'Discord was linked to your account');
    const chat = discordPerson(world);
    await linkChat(ada, chat);
    // Before it is shown, it is noted that it is.
    await chat.sees('the note', ({ text }) => text.includes('You are linked to'));
    return linkIn(await mail);
  },
  newAddress: async () => {
    const mail = next(kept, 'Confirm your new e-mail address');
    await ada.auth('change-email', { newEmail: kept, password: goodPassword });
    return linkIn(await mail);
  },
  oldAddress: async () => {
    const confirm = await mailTo(world, kept, 'Confirm your new e-mail address');
    const mail = next(email, 'Your e-mail address was changed');
    await ada.auth('confirm-email-change', { token: new URL(linkIn(confirm)).hash.slice(1) });
    return linkIn(await mail);
  },
  deletion: async () => {
    const mail = next(kept, 'Your account will be deleted');
    expect((await ada.post('/api/deletion')).status).toBe(200);
    return linkIn(await mail);
  },
} as const;

/** A page of ours whose address says nothing; Stripe’s own page; or the address of a mail that was sent. */
type Leads = { page: string } | 'stripe' | { secrets: ReadonlyArray<keyof typeof secret> };
const billing = { page: '/billing' };
const credits = { page: '/credits' };
const team = { page: '/team/00000000-0000-4000-8000-000000000000' };
const admin = { page: '/admin/privacy' };

/** Where each link of each mail leads; a kind that is missing does not compile. */
const links: Record<MailKind, Record<string, Leads>> = {
  verification: { url: { secrets: ['signUp', 'newAddress'] } },
  'already-registered': { signInUrl: { page: '/sign-in' }, resetUrl: { page: '/forgot-password' } },
  reset: { url: { secrets: ['reset'] } },
  'password-changed': { resetUrl: { page: '/forgot-password' } },
  'email-change': { settingsUrl: { page: '/settings' } },
  'email-changed': { undoUrl: { secrets: ['oldAddress'] } },
  'email-restored': { resetUrl: { page: '/forgot-password' } },
  'api-key-made': { keysUrl: { page: '/settings/keys' } },
  'webhook-off': { webhooksUrl: { page: '/settings/webhooks' } },
  'new-sign-in': { sessionsUrl: { page: '/settings' } },
  linked: { undoUrl: { secrets: ['linked'] } },
  unlinked: { connectionsUrl: { page: '/connections' }, billingUrl: billing },
  receipt: { receiptUrl: 'stripe', creditsUrl: credits },
  'payment-failed': { payUrl: 'stripe', billingUrl: billing },
  'plan-changed': { billingUrl: billing },
  refund: { creditsUrl: credits },
  'refund-failed': { creditsUrl: credits },
  dispute: { creditsUrl: credits },
  'export-ready': { url: { page: '/settings/data' } },
  'export-failed': { url: { page: '/settings/data' } },
  'deletion-due': { stopUrl: { secrets: ['deletion'] } },
  'team-payer-leaves': { billingUrl: team },
  'team-payer-stays': { billingUrl: team },
  'deletion-done': { verifyUrl: { page: '/receipt' } },
  'team-removed': { billingUrl: team },
  'policy-changed': {
    url: { page: '/privacy' },
    changesUrl: { page: `/privacy/${policyVersions.privacy[0]}/changes` },
  },
  'request-due': { adminUrl: admin },
  'request-words': { adminUrl: admin },
};

interface Shape {
  format?: string;
  properties?: Record<string, Shape>;
  items?: Shape;
  anyOf?: Shape[];
}
const urlsIn = (shape: Shape, name = ''): string[] => [
  ...(shape.format === 'uri' ? [name] : []),
  ...Object.entries(shape.properties ?? {}).flatMap(([key, each]) => urlsIn(each, key)),
  ...(shape.items ? urlsIn(shape.items, name) : []),
  ...(shape.anyOf ?? []).flatMap((each) => urlsIn(each, name)),
];

test.each(Object.keys(mailKinds) as MailKind[])('%s: the list above has each of its links', (kind) => {
  const shape = mailKinds[kind].toJSONSchema() as Shape;
  expect(Object.keys(links[kind]).sort()).toEqual([...new Set(urlsIn(shape))].sort());
});

/** What a scanner’s visit could have changed: everything of Ada’s, and every account that is begun or could be signed in to. */
async function everything() {
  await vi.waitFor(async () => expect(await world.deps.db.mail.count()).toBe(0), { timeout: 15_000, interval: 50 });
  const { db } = world.deps;
  const user = await db.user.findFirstOrThrow({
    where: { email: { in: [email, kept] } },
    include: { identities: true },
  });
  const person = { user: [user.id], identity: user.identities.map(({ id }) => id), workspace: [] };
  const [signUps, users, verifications, erasures] = await Promise.all([
    db.signUp.findMany(),
    db.user.findMany(),
    db.verification.findMany(),
    db.erasure.findMany(),
  ]);
  return { rows: await rowsOf(world.deps, person), signUps, users, verifications, erasures };
}

async function onlyOpened(link: string) {
  const before = await everything();
  for (const method of ['HEAD', 'GET']) {
    const answer = await fetch(link, { method, redirect: 'manual' });
    expect([link, answer.status]).toEqual([link, 200]);
    expect(answer.headers.getSetCookie()).toEqual([]);
  }
  expect(await everything()).toEqual(before);
}

test('a secret stands behind #, which no program sends; opening its link changes nothing', async () => {
  const named = new Set(Object.values(links).flatMap((each) => Object.values(each).flatMap(secretsOf)));
  expect([...named].sort()).toEqual(Object.keys(secret).sort());
  for (const make of Object.values(secret)) {
    const link = new URL(await make());
    expect(link.hash.length, link.pathname).toBeGreaterThan(20);
    expect(link.search).toBe('');
    await onlyOpened(link.href);
    // As a program does that takes what is behind # for a part of the address.
    await onlyOpened(`${link.origin}${link.pathname}?${link.hash.slice(1)}`);
  }
});
const secretsOf = (leads: Leads) => (typeof leads === 'object' && 'secrets' in leads ? leads.secrets : []);

test('every other page that a mail leads to is opened alike', async () => {
  const pages = new Set(
    Object.values(links).flatMap((each) =>
      Object.values(each).flatMap((leads) => (typeof leads === 'object' && 'page' in leads ? [leads.page] : [])),
    ),
  );
  for (const page of pages) await onlyOpened(world.deps.config.publicUrl + page);
});
