import { z } from 'zod';
import type { Prisma } from '../../prisma/generated/client.ts';
import { openChatId } from '../accounts/chat-id.ts';
import { chatUserHash } from '../accounts/chat-user-hash.ts';
import { findRunningPlan } from '../billing/running-plan.ts';
import { openTeamId } from '../chat/place-id.ts';
import { bytes, flag, text, uuid } from '../database/columns.ts';
import { sqlFunction } from '../database/sql-function.ts';
import type { Deps } from '../deps.ts';
import { sealText } from '../keys/stored-text.ts';
import { sendWritten, writeMail } from '../mail/send-mail.ts';
import { unlessLeaving } from '../privacy/erasure/leaving.ts';
import { repeatable } from '../requests/lost-answer.ts';
import { idsToSignIn } from './ids-to-sign-in.ts';
import { openPerson } from './stored-person.ts';

export type UnlinkDeps = Pick<Deps, 'db' | 'keys' | 'seal' | 'queues' | 'log' | 'config'>;
interface Linked {
  identityId: string;
  userId: string;
}

const unlink = sqlFunction({
  name: 'unlink_from_account',
  args: z.object({
    ...{ identityId: uuid, userId: uuid, accountId: text.nullable() },
    ...{ hash: bytes.nullable(), sealed: bytes.nullable(), teamSealed: bytes.nullable(), keyId: uuid.nullable() },
  }),
  row: flag,
});

/**
 * Makes a linked identity a guest again: images and credits stay with the account, which is notified by e-mail.
 * Returns the identity as it was; undefined if it was not linked to that account. @throws Failure deletion_under_way; nothing was changed then
 */
export async function unlinkIdentity(deps: UnlinkDeps, linked: Linked) {
  const plan = await findRunningPlan(deps, { userId: linked.userId });
  const ended = await repeatable(() => deps.db.$transaction((tx) => endAndWrite(tx, deps, linked, plan)));
  return ended && sayUnlinked(deps, linked, ended);
}

/**
 * Unlinks and writes the mail about it, for a transaction after which `sayUnlinked` sends that. Undefined if it was not linked to that account.
 * @throws Failure deletion_under_way
 */
export async function endAndWrite(tx: Prisma.TransactionClient, deps: UnlinkDeps, linked: Linked, plan: Plan) {
  const was = await unlessLeaving(() => endLink(tx, deps, linked));
  return was && { was, mailId: await writeUnlinked(tx, deps, linked, { was, plan }) };
}

/** Sends the mail. Returns the identity as it was. */
export async function sayUnlinked(
  deps: UnlinkDeps,
  { identityId, userId }: Linked,
  { was, mailId }: { was: Was; mailId: string | null },
) {
  deps.log.info({ identityId, userId }, 'unlinked');
  await sendWritten(deps, mailId);
  return { platform: was.platform, name: (await openPerson(deps, was)).name };
}

/**
 * Only unlinks, for a transaction after which the caller notifies the owner. Its id in the chat is sealed anew, with a key of its own, unless it is
 * erased in the same transaction.
 */
export async function endLink(
  db: Prisma.TransactionClient,
  deps: Pick<Deps, 'keys' | 'log'>,
  { identityId, userId }: Linked,
  { isErased = false }: { isErased?: boolean } = {},
) {
  const was = await db.identity.findFirst({ where: { id: identityId, userId } });
  if (!was) return undefined;
  const { platform } = was;
  const teamId = await openTeamId(deps, was);
  const externalId = await openChatId(deps, was);
  const ids = await idsToSignIn(deps, was);
  const isReadable = externalId !== undefined && teamId !== undefined;
  const isSealed = isReadable && !isErased && (await deps.keys.sealing('ids'));
  // If the transaction fails, a key that seals nothing stays in the store.
  const key = isSealed ? await deps.keys.make() : undefined;
  const isUnlinked = await unlink.one(db, {
    ...{ identityId, userId, accountId: ids?.[0] ?? null },
    hash: key && isReadable ? await chatUserHash(deps, { platform, teamId, userId: externalId }) : null,
    sealed: key && isReadable ? sealText(key, externalId) : null,
    teamSealed: key && isReadable && (await deps.keys.sealing('places')) ? sealText(key, teamId) : null,
    keyId: key?.id ?? null,
  });
  if (key && !isUnlinked) await deps.keys.destroy([key.id]);
  // A way to sign in that is older than keyed hashes has the other of its ids.
  if (isUnlinked && ids)
    await db.account.deleteMany({ where: { userId, providerId: platform, accountId: { in: ids } } });
  return isUnlinked ? was : undefined;
}

type Plan = Awaited<ReturnType<typeof findRunningPlan>>;
type Was = NonNullable<Awaited<ReturnType<typeof endLink>>>;

/** Notifies the account, at its current address. */
export async function tellUnlinked(deps: UnlinkDeps, linked: Linked, was: Was): Promise<void> {
  deps.log.info({ identityId: linked.identityId, userId: linked.userId }, 'unlinked');
  const plan = await findRunningPlan(deps, { userId: linked.userId });
  await sendWritten(deps, await writeUnlinked(deps.db, deps, linked, { was, plan }));
}

async function writeUnlinked(
  db: Prisma.TransactionClient,
  deps: Pick<Deps, 'seal' | 'keys' | 'log' | 'config'>,
  { userId }: Linked,
  { was, plan }: { was: Was; plan: Plan },
): Promise<string | null> {
  const user = await db.user.findUnique({ where: { id: userId }, select: { email: true } });
  if (!user) return null;
  const { platform, name, placeName } = await openPerson(deps, was);
  return writeMail(db, deps, 'unlinked', {
    to: user.email,
    identity: { platform, name, placeName },
    at: new Date().toISOString(),
    connectionsUrl: `${deps.config.publicUrl}/connections`,
    plan,
  });
}
