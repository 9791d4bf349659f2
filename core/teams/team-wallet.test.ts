import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildGuest } from '#test/builders/guest.ts';
import { buildSubscription } from '#test/builders/payment.ts';
import { buildRequest, settleRuns } from '#test/builders/request.ts';
import { buildTeam, type TestTeam } from '#test/builders/team.ts';
import { buildUser } from '#test/builders/user.ts';
import { createTestDatabase } from '#test/database.ts';
import { withKeys } from '#test/keys.ts';
import type { TestDatabase } from '#test/postgres.ts';
import { unlink } from '#test/unlink.ts';
import type { Guest } from '../accounts/identify.ts';
import type { PlanKey } from '../billing/plans.ts';
import { findFaultyWallets } from '../credits/audit.ts';
import { createDatabase, type Database } from '../database/client.ts';
import { Failure } from '../failure.ts';
import { trialCredits } from '../generations/limits.ts';
import { type GenerationRequest, requestGeneration } from '../generations/request.ts';
import { claimRuns } from '../generations/submission.ts';
import { defaultModel, findImageModel } from '../models/catalogue.ts';
import { createSeal } from '../seal.ts';
import { readUsage, spentThisMonth } from './usage.ts';
import { visitTeam } from './visit-team.ts';

let database: TestDatabase;
let db: Database;
const seal = createSeal(Buffer.alloc(32));
beforeAll(async () => {
  database = await createTestDatabase();
  db = createDatabase(database.url);
});
afterAll(async () => {
  expect(await findFaultyWallets({ db })).toEqual([]);
  await db.$disconnect();
  await database.close();
});

const dear = findImageModel('flux-2-pro') ?? defaultModel;

const request = ({ identityId }: Guest, over: Partial<GenerationRequest> = {}) =>
  requestGeneration(withKeys({ db, seal }), buildRequest(identityId, over));

async function accepted(asked: ReturnType<typeof request>) {
  const generation = await asked;
  if (!generation) throw new Error('it was repeated');
  return generation;
}

const outcomeOf = (asked: ReturnType<typeof request>) =>
  asked.then(
    (generation) => (generation?.teamName ? 'team' : 'me'),
    (error: unknown) => {
      if (error instanceof Failure) return error.code;
      throw error;
    },
  );
const balanceOf = async (walletId: string) => (await db.wallet.findUniqueOrThrow({ where: { id: walletId } })).balance;
const walletOf = async (id: string) => (await db.generation.findUniqueOrThrow({ where: { id } })).walletId;
const setCap = (team: TestTeam, memberCap: number) =>
  db.workspace.update({ where: { id: team.workspaceId }, data: { memberCap } });
const allow = (team: TestTeam, groupId: string) =>
  db.teamAccess.create({ data: { workspaceId: team.workspaceId, groupId, name: groupId } });

async function subscribe({ walletId }: TestTeam, plan: PlanKey) {
  await buildSubscription({ db }, await buildUser({ db }), { walletId, plan });
}

const link = (guest: Guest, userId: string) =>
  db.$queryRaw`SELECT * FROM link_identity(${guest.identityId}::uuid, ${userId}::uuid, 'ada', NULL, NULL)`;

test('the team pays where it can, and the asker keeps what is theirs', async () => {
  const team = await buildTeam({ db }, { credits: 10 });
  const ada = await buildGuest({ db });
  const asked = await accepted(request(ada, { team: team.here(), count: 2 }));
  expect(asked).toMatchObject({ teamName: 'Sprite Forge', teamDeclined: null, balance: 8 });
  expect(await walletOf(asked.id)).toBe(team.walletId);
  expect(await balanceOf(ada.walletId)).toBe(trialCredits);
  await settleRuns({ db }, asked.id, 1);
  expect(await balanceOf(team.walletId)).toBe(9);
  expect(await spentThisMonth({ db }, { walletId: team.walletId, identityId: ada.identityId })).toBe(1);
});

test('who says so pays themselves, and outside of the team nobody else does', async () => {
  const team = await buildTeam({ db }, { credits: 10 });
  const ada = await buildGuest({ db });
  expect(await outcomeOf(request(ada, { team: team.here(), pay: 'me' }))).toBe('me');
  expect(await outcomeOf(request(ada))).toBe('me');
  expect(await outcomeOf(request(ada, { pay: 'team' }))).toBe('team_does_not_pay');
  expect(await balanceOf(team.walletId)).toBe(10);
});

test('an empty team wallet leaves it to the asker, and says so', async () => {
  const team = await buildTeam({ db }, { credits: 5 });
  const ada = await buildGuest({ db });
  const asked = await accepted(request(ada, { team: team.here(), model: dear }));
  expect(asked).toMatchObject({ teamName: null, teamDeclined: 'too_few_credits', balance: trialCredits - 6 });
  const refused = request(ada, { team: team.here(), model: dear, pay: 'team' });
  await expect(refused).rejects.toThrow('The team’s wallet has too few credits for this. Nothing was made');
  const both = request(ada, { team: team.here(), model: dear, count: 4 });
  await expect(both).rejects.toThrow(/The team’s wallet has too few credits.*costs 24 credits.*you have 14 credits/);
});

test('a wallet that a look made, and nobody filled, is not spoken of', async () => {
  const team = await buildTeam({ db });
  const ada = await buildGuest({ db });
  expect(await accepted(request(ada, { team: team.here() }))).toMatchObject({ teamName: null, teamDeclined: null });
  const refused = request(ada, { team: team.here(), pay: 'team' });
  await expect(refused).rejects.toThrow('The team’s wallet has too few credits for this. Nothing was made');
});

test('only members of the chosen groups may use it; the chat is asked only where that matters', async () => {
  const team = await buildTeam({ db }, { credits: 10 });
  const ada = await buildGuest({ db });
  const questions: string[][] = [];
  const slow = (mine: string[]) => {
    const { myGroups: _, ...here } = team.here();
    return {
      ...here,
      whichOf: async (ids: readonly string[]) => {
        questions.push([...ids]);
        return ids.filter((id) => mine.includes(id));
      },
    };
  };
  expect(await outcomeOf(request(ada, { team: slow([]) }))).toBe('team');
  expect(questions).toEqual([]);
  await allow(team, 'artists');
  expect(await outcomeOf(request(ada, { team: team.here({ myGroups: ['testers'] }) }))).toBe('me');
  expect(await outcomeOf(request(ada, { team: team.here({ myGroups: ['artists', 'testers'] }) }))).toBe('team');
  expect(await outcomeOf(request(ada, { team: slow(['testers']) }))).toBe('me');
  expect(await outcomeOf(request(ada, { team: slow(['artists']) }))).toBe('team');
  expect(questions).toEqual([['artists'], ['artists']]);
  const refused = request(ada, { team: team.here(), pay: 'team' });
  await expect(refused).rejects.toThrow('Not everybody may use Sprite Forge’s team wallet');
  expect(await balanceOf(team.walletId)).toBe(7);
});

test('a member’s cap counts what they hold and what it cost, not what came back, nor another month', async () => {
  const team = await buildTeam({ db }, { credits: 50 });
  await setCap(team, 3);
  const [ada, grace] = [await buildGuest({ db }), await buildGuest({ db })];
  const first = await accepted(request(ada, { team: team.here(), count: 3 }));
  const declined = await accepted(request(ada, { team: team.here() }));
  expect(declined).toMatchObject({ teamName: null, teamDeclined: 'cap_reached' });
  expect(await outcomeOf(request(grace, { team: team.here(), count: 3 }))).toBe('team');
  await settleRuns({ db }, first.id, 1);
  expect(await outcomeOf(request(ada, { team: team.here(), count: 3 }))).toBe('me');
  expect(await outcomeOf(request(ada, { team: team.here(), count: 2 }))).toBe('team');
  await db.$executeRaw`UPDATE generations SET created_at = created_at - interval '32 days' WHERE identity_id = ${ada.identityId}::uuid`;
  expect(await outcomeOf(request(ada, { team: team.here(), count: 3 }))).toBe('team');
});

test('50 members at once with credit for 10: the team pays for exactly 10, and the others pay themselves', async () => {
  const team = await buildTeam({ db }, { credits: 10 });
  await subscribe(team, 'studio');
  const members = await Promise.all(Array.from({ length: 50 }, () => buildGuest({ db })));
  const payers = await Promise.all(members.map((member) => outcomeOf(request(member, { team: team.here() }))));
  expect(payers.filter((payer) => payer === 'team')).toHaveLength(10);
  expect(payers.filter((payer) => payer === 'me')).toHaveLength(40);
  expect(await balanceOf(team.walletId)).toBe(0);
});

test('50 requests of one member at once stop at the cap', async () => {
  const team = await buildTeam({ db }, { credits: 50 });
  await setCap(team, 7);
  const ada = await buildGuest({ db });
  const asked = Array.from({ length: 50 }, () => outcomeOf(request(ada, { team: team.here(), pay: 'team' })));
  expect((await Promise.all(asked)).filter((payer) => payer === 'team')).toHaveLength(7);
  expect(await balanceOf(team.walletId)).toBe(43);
});

test('a request delivered many times at once is paid once, whoever pays', async () => {
  const team = await buildTeam({ db }, { credits: 1 });
  const ada = await buildGuest({ db });
  const requestKey = randomUUID();
  const asked = await Promise.all(Array.from({ length: 8 }, () => request(ada, { team: team.here(), requestKey })));
  expect(asked.filter((each) => each !== undefined)).toHaveLength(1);
  expect((await balanceOf(team.walletId)) + (await balanceOf(ada.walletId))).toBe(trialCredits);
});

test('what may run and wait at once is by the team’s own plan', async () => {
  const team = await buildTeam({ db }, { credits: 100 });
  const members = await Promise.all(Array.from({ length: 11 }, () => buildGuest({ db })));
  const payers = await Promise.all(members.map((member) => outcomeOf(request(member, { team: team.here() }))));
  expect(payers.filter((payer) => payer === 'team')).toHaveLength(10);
  expect(payers.filter((payer) => payer === 'too_many_open')).toHaveLength(1);
  await subscribe(team, 'pro');
  const [eleventh] = members;
  if (!eleventh) throw new Error('there are eleven');
  const { id } = await accepted(request(eleventh, { team: team.here() }));
  const running = await db.generation.findMany({ where: { walletId: team.walletId }, select: { id: true } });
  const claimed = await Promise.all(running.map((each) => claimRuns(withKeys({ db }), each.id)));
  expect(claimed.filter((runs) => runs.length > 0)).toHaveLength(6);
  expect(running.map((each) => each.id)).toContain(id);
});

test('linking and unlinking while a team’s request runs: the pictures go along, the team keeps paying', async () => {
  const team = await buildTeam({ db }, { credits: 10 });
  const ada = await buildGuest({ db });
  const { userId } = await buildUser({ db });
  const asked = await accepted(request(ada, { team: team.here(), count: 4 }));
  const before = await db.lot.findMany({ where: { walletId: team.walletId } });
  await link(ada, userId);
  const row = await db.generation.findUniqueOrThrow({ where: { id: asked.id } });
  expect(row).toMatchObject({ userId, walletId: team.walletId });
  await settleRuns({ db }, asked.id, 1);
  expect(await db.asset.count({ where: { userId } })).toBe(1);
  const second = await accepted(request(ada, { team: team.here(), count: 2 }));
  await unlink({ db }, { identityId: ada.identityId, userId });
  await settleRuns({ db }, second.id, 0);
  expect(await db.generation.findUniqueOrThrow({ where: { id: second.id } })).toMatchObject({ userId });
  expect(await walletOf(second.id)).toBe(team.walletId);
  expect(await balanceOf(team.walletId)).toBe(9);
  const after = await db.lot.findMany({ where: { walletId: team.walletId } });
  expect(after.map(({ id }) => id)).toEqual(before.map(({ id }) => id));
});

test('a member cancels what the team pays for, and the credits go back to the lots they came from', async () => {
  const team = await buildTeam({ db }, { credits: 3 });
  const ada = await buildGuest({ db });
  const { id } = await accepted(request(ada, { team: team.here(), count: 3 }));
  const cancel = (guest: Guest) => db.$queryRaw<Array<{ outcome: string }>>`
    SELECT outcome FROM cancel_generation(${id}::uuid, ${guest.identityId}::uuid, ${guest.userId}::uuid)`;
  expect(await cancel(team.manager)).toEqual([{ outcome: 'not_yours' }]);
  expect(await cancel(ada)).toEqual([{ outcome: 'canceled' }]);
  expect(await balanceOf(team.walletId)).toBe(3);
  expect(await balanceOf(ada.walletId)).toBe(trialCredits);
});

test('usage by member and by day: who it was, as the chat showed them last', async () => {
  const team = await buildTeam({ db }, { credits: 50 });
  const [ada, grace] = [await buildGuest({ db }), await buildGuest({ db })];
  const first = await accepted(request(ada, { team: team.here({ memberName: 'Ada' }), count: 4 }));
  await settleRuns({ db }, first.id, 3);
  await accepted(request(ada, { team: team.here({ memberName: 'Ada L.' }) }));
  await accepted(request(grace, { team: team.here({ memberName: 'Grace' }), count: 2 }));
  await request(grace, { team: team.here(), pay: 'me' });
  const usage = await readUsage(withKeys({ db }), team);
  expect(usage.spent).toBe(6);
  expect(usage.members).toMatchObject([
    { identityId: ada.identityId, name: 'Ada L.', spent: 4, requests: 2 },
    { identityId: grace.identityId, name: 'Grace', spent: 2, requests: 1 },
  ]);
  expect(usage.days.at(-1)).toEqual({ day: new Date().toISOString().slice(0, 10), spent: 6 });
  expect(usage.days[0]?.day).toMatch(/-01$/);
});

test('the wallet is made once, by the first who manages it; who no longer does is forgotten as that', async () => {
  const externalId = randomUUID();
  const team = (await buildTeam({ db })).here({ externalId });
  const managing = { ...team, isManager: async () => true };
  const [ada, grace] = [await buildGuest({ db }), await buildGuest({ db })];
  await expect(visitTeam(withKeys({ db }), { team, who: ada })).rejects.toThrow(Failure);
  const visits = await Promise.all([ada, grace].map((who) => visitTeam(withKeys({ db }), { team: managing, who })));
  expect(new Set(visits.map(({ walletId }) => walletId)).size).toBe(1);
  const [visit] = visits;
  const managers = () =>
    db.teamMember.count({ where: { workspaceId: visit?.workspaceId ?? '', managedAt: { not: null } } });
  expect(await managers()).toBe(2);
  expect(await visitTeam(withKeys({ db }), { team, who: ada })).toMatchObject({ isManager: false });
  await expect(visitTeam(withKeys({ db }), { team, who: ada, managersOnly: true })).rejects.toThrow(
    'Only people with the permission',
  );
  expect(await managers()).toBe(1);
});
