import { z } from 'zod';
import type { Prisma } from '../../../prisma/generated/client.ts';
import { chatUserHash } from '../../accounts/chat-user-hash.ts';
import { openPlaceId } from '../../chat/place-id.ts';
import { int, uuids } from '../../database/columns.ts';
import { sqlFunction } from '../../database/sql-function.ts';
import type { Deps } from '../../deps.ts';
import { sealText } from '../../keys/stored-text.ts';
import { endLink } from '../../linking/unlink-identity.ts';
import { isRowOf, type Person } from '../map/rows-of.ts';
import { isStillIdle } from '../retention/idle-guests.ts';
import { takeOutUsage } from '../usage/object.ts';
import type { ClaimedErasure } from './claim.ts';
import { collect } from './collect.ts';
import { endRequests } from './end-requests.ts';
import { eraseRows } from './erase-rows.ts';
import { subjectOf } from './erased-list.ts';
import { markOf } from './marks.ts';
import { type Erased, readPerson } from './person.ts';
import { rememberAddress } from './remembered-address.ts';
import { type NewStep, stepKinds } from './steps.ts';

type OwnDeps = Pick<Deps, 'db' | 'dbFor' | 'keys' | 'seal' | 'log' | 'metrics' | 'config'>;

const forfeit = sqlFunction({
  name: 'forfeit_wallets',
  args: z.object({ walletIds: uuids }),
  row: z.object({ bought: int, unpaid: int }),
});

/** A person with thousands of images. */
const longestMs = 5 * 60_000;

/**
 * Erases every row of a person in one transaction, and in the same one writes down everything outside that they named. Returns false if it was
 * stopped, or erased, meanwhile.
 */
export async function eraseOwn(deps: OwnDeps, erasure: ClaimedErasure): Promise<boolean> {
  // Before the transaction, which fails if a row that it changes was written meanwhile: that is what happens to one whose key is lost.
  const place = await placeOf(deps, erasedOf(erasure));
  return deps.dbFor('long').$transaction((tx) => erase(tx, deps, erasure, place), {
    isolationLevel: 'RepeatableRead',
    timeout: longestMs,
    maxWait: 10_000,
  });
}

async function erase(
  tx: Prisma.TransactionClient,
  deps: OwnDeps,
  erasure: ClaimedErasure,
  place: string | undefined,
): Promise<boolean> {
  if (await isBack(tx, erasure)) return false;
  const { count } = await tx.erasure.updateMany({
    where: { id: erasure.id, state: 'waiting' },
    data: { state: 'erased', erasedAt: new Date() },
  });
  if (count === 0) return false;
  const erased = erasedOf(erasure);
  if (erased.kind === 'identity') await leaveAccount(tx, deps, erased.identityId);
  const person = await readPerson(tx, erased);
  if (!person) return true;
  await remember(tx, deps, person.identity);
  const addresses =
    erased.kind === 'account'
      ? await rememberAddress(tx, deps, { userId: erased.userId, identityIds: person.identity })
      : 0;
  const about = { erasureId: erasure.id, kind: erased.kind, subject: await subjectOf(deps, erased) };
  const steps: NewStep[] = [{ kind: 'listed', about }, ...(await collect(deps, tx, person))];
  // After what runs at the provider was written down, before its credits are anybody's.
  await callOffRuns(tx, person);
  const ordered = steps.sort((one, other) => stepKinds.indexOf(one.kind) - stepKinds.indexOf(other.kind));
  await tx.erasureStep.createMany({
    data: ordered.map(({ kind, about }, position) => ({
      ...{ erasureId: erasure.id, kind, position },
      sealed: new Uint8Array(deps.seal.close(JSON.stringify(about))),
    })),
  });
  const { bought, unpaid } =
    person.walletIds.length === 0 ? { bought: 0, unpaid: 0 } : await forfeit.one(tx, { walletIds: person.walletIds });
  await endRequests(tx, person);
  await takeOutUsage(tx, deps, person);
  const rows = await eraseRows(tx, person);
  for (const workspaceId of person.workspace) await leaveWorkspace(tx, deps, workspaceId, place);
  const counts = {
    rows: Object.values(rows).reduce((sum, each) => sum + each, 0),
    images: rows.assets ?? 0,
    requests: rows.generations ?? 0,
    bought_credits_lost: bought,
    free_credits_lost: unpaid,
    remembered: person.identity.length + addresses,
  };
  await tx.erasure.update({ where: { id: erasure.id }, data: { counts } });
  return true;
}

export function erasedOf({ kind, userId, identityId, workspaceId }: ClaimedErasure): Erased {
  switch (kind) {
    case 'account':
      return { kind, userId: userId ?? '' };
    case 'guest':
    case 'identity':
      return { kind, identityId: identityId ?? '' };
    case 'workspace':
      return { kind, workspaceId: workspaceId ?? '' };
  }
}

/** Whether nobody asked for it: of an idle guest. */
export const isUnasked = ({ kind, requestId, isReplay }: ClaimedErasure): boolean =>
  kind === 'guest' && requestId === null && !isReplay;

/** One who came back while it waited is not erased, and it is ended. */
async function isBack(tx: Prisma.TransactionClient, erasure: ClaimedErasure): Promise<boolean> {
  const { id, identityId } = erasure;
  if (!isUnasked(erasure) || identityId === null) return false;
  if (await isStillIdle(tx, identityId)) return false;
  await tx.erasure.updateMany({
    where: { id, state: 'waiting' },
    data: { state: 'stopped', endedAt: new Date(), told: null, leaseUntil: null, nextTryAt: null },
  });
  return true;
}

/** What is under way is called off before; of what still runs, after a restore or a long wait, the credits go back, to a team above all. */
const callOffRuns = (tx: Prisma.TransactionClient, person: Person) =>
  tx.$executeRaw`
    SELECT settle_prediction(jsonb_build_object('predictionId', p.id, 'status', 'canceled', 'assets', '[]'::jsonb, 'withheld', '[]'::jsonb))
    FROM predictions p JOIN generations that ON that.id = p.generation_id
    WHERE p.status IN ('pending', 'submitting', 'running') AND ${isRowOf('generations', 'owner', person)}`;

/** Its images and credits stay with the account. */
async function leaveAccount(tx: Prisma.TransactionClient, deps: OwnDeps, identityId: string): Promise<void> {
  const identity = await tx.identity.findUnique({ where: { id: identityId }, select: { userId: true } });
  if (!identity?.userId) return;
  // Also while the account is about to be erased, whose identities are unlinked by nothing else.
  await tx.$executeRaw`SELECT set_config('upixel.erasing', 'on', true)`;
  await endLink(tx, deps, { identityId, userId: identity.userId }, { isErased: true });
  await tx.$executeRaw`SELECT set_config('upixel.erasing', '', true)`;
}

/** The id in its chat of a server or workspace that is erased, if it can be read. */
async function placeOf(deps: OwnDeps, erased: Erased): Promise<string | undefined> {
  if (erased.kind !== 'workspace') return undefined;
  const row = await deps.db.workspace.findUnique({ where: { id: erased.workspaceId } });
  return row ? openPlaceId(deps, row) : undefined;
}

/**
 * What links a server or workspace to its members, and to whoever is about to pay for it. Their own data stays theirs. Its keys are destroyed; as UPixel
 * still works there, its id is sealed anew with the key that it has from now on.
 */
async function leaveWorkspace(
  tx: Prisma.TransactionClient,
  deps: OwnDeps,
  workspaceId: string,
  externalId: string | undefined,
): Promise<void> {
  const isSealed = { id: workspaceId, externalIdSealed: { not: null } };
  if (externalId !== undefined && (await tx.workspace.count({ where: isSealed })) > 0) {
    // If the transaction fails, a key that seals nothing stays in the store.
    const key = await deps.keys.make();
    await tx.dataKey.create({ data: { id: key.id, workspaceId, currentFor: workspaceId } });
    await tx.workspace.update({ where: { id: workspaceId }, data: { externalIdSealed: sealText(key, externalId) } });
  }
  await tx.teamMember.deleteMany({ where: { workspaceId } });
  await tx.payRequest.updateMany({ where: { workspaceId }, data: { expiresAt: new Date(0) } });
}

/** So that erasing mints no credits, and lifts no block. */
async function remember(tx: Prisma.TransactionClient, deps: Pick<Deps, 'keys'>, ids: readonly string[]): Promise<void> {
  const identities = await tx.identity.findMany({ where: { id: { in: [...ids] } } });
  const marks = await Promise.all(
    identities.map(async ({ platform, teamId, externalId, externalIdHash }) => {
      const hash = externalIdHash ?? (await chatUserHash(deps, { platform, teamId, userId: externalId ?? '' }));
      return Buffer.from(await markOf(deps, hash)).toString('hex');
    }),
  );
  await tx.$executeRaw`
    SELECT remember_people(${identities.map(({ id }) => id)}::uuid[], ARRAY(SELECT decode(m, 'hex') FROM unnest(${marks}::text[]) WITH ORDINALITY u(m, n) ORDER BY n))`;
}
