import { z } from 'zod';
import type { Prisma } from '../../prisma/generated/client.ts';
import { rulesVersion } from '../abuse/rules.ts';
import { planKey, plans } from '../billing/plans.ts';
import { placeHashOf } from '../chat/place-hash.ts';
import { bytes, flag, int, platform, text, uuid } from '../database/columns.ts';
import { sqlRow } from '../database/rows.ts';
import { sqlFunction } from '../database/sql-function.ts';
import type { Deps } from '../deps.ts';
import { trialCredits } from '../generations/limits.ts';
import { sealText } from '../keys/stored-text.ts';
import { type At, type PlaceHere, placeHere, placeHereOf, readPlaceHere } from '../places/place-here.ts';
import { type Preferences, preferences, preferencesOf } from '../preferences/preferences.ts';
import { markBeforeOf, markOf } from '../privacy/erasure/marks.ts';
import type { ChatUser } from './chat-user.ts';
import { chatUserHash } from './chat-user-hash.ts';

const guest = z.object({
  identityId: uuid,
  walletId: uuid,
  /** The account it is linked to; null for a guest. */
  userId: uuid.nullable(),
  /** The operator blocked them: as a guest, or with the account. */
  blocked: flag,
  /** Spendable credits, at the moment of asking. */
  balance: int,
  /** Their wallet's plan; a guest's is always Free. */
  plan: planKey,
});
export type Guest = z.infer<typeof guest> & {
  prefers?: Preferences | null;
  /** There is a channel in which their requests go into a project. */
  usesProjects?: boolean;
  /** Which of the operators’ rules hold. */
  rulesAt?: number;
  /** What the server or workspace where they ask wants there; null if it is none of ours. */
  here?: PlaceHere | null;
};

const chatUser = { platform, teamId: text, externalId: text, hash: bytes, freeMonth: int };
const found = guest.extend({
  keyId: uuid.nullable(),
  prefers: preferences.nullable(),
  usesProjects: flag,
  rulesAt: int,
  here: placeHere.nullable(),
});
/** With the key that seals what they add. */
const findChatUser = (
  { db }: Pick<Deps, 'db'>,
  asked: z.input<z.ZodObject<typeof chatUser>>,
  here: Prisma.Sql,
) => sqlRow(db, found, {
  prepared: true,
})`
  SELECT f.identity_id AS "identityId", f.wallet_id AS "walletId", f.user_id AS "userId", f.blocked, f.balance, f.plan,
    current_data_key(f.user_id, f.identity_id, NULL) AS "keyId", ${preferencesOf} AS prefers,
    EXISTS (SELECT FROM project_channels c WHERE c.user_id = f.user_id) AS "usesProjects", ${rulesVersion} AS "rulesAt", ${here} AS here
  FROM find_chat_user(${asked.platform}::"Platform", ${asked.teamId}, ${asked.externalId}, ${asked.hash}::bytea, ${asked.freeMonth}::int) f`;
const addChatUser = sqlFunction({
  name: 'add_guest',
  args: z.object({
    ...chatUser,
    ...{ teamHash: bytes.nullable(), teamSealed: bytes.nullable() },
    ...{ sealed: bytes.nullable(), keyId: uuid.nullable(), trial: int, mark: bytes, markBefore: bytes },
  }),
  row: guest.extend({ isNew: flag }),
});
const bringsFreeCredits = sqlFunction({
  name: 'brings_credits_at',
  args: z.object({ platform, teamHash: bytes.nullable(), teamId: text }),
  row: flag,
});

/** The person, if they have ever asked for anything here; adds nobody. */
export async function findGuest(
  deps: Pick<Deps, 'db' | 'keys'>,
  user: ChatUser,
  at?: At | undefined,
): Promise<Guest | undefined> {
  const known = await findChatUser(deps, await askedFor(deps, user), await placeHereOf(deps, at));
  if (!known) return undefined;
  const { keyId, ...who } = known;
  deps.keys.note(who, keyId);
  return who;
}

/**
 * Identifies a person. The first time, they get a wallet and the trial credits; a linked person gets the month's free credits. One
 * statement for whoever is known; what the place where they ask wants (`at`) comes with it. A person who only signs in (`signsIn`), from a Slack workspace that never installed us,
 * gets no trial: anybody can make workspaces.
 */
export async function identify(
  deps: Pick<Deps, 'db' | 'keys'>,
  user: ChatUser,
  { signsIn = false, at }: { signsIn?: boolean; at?: At | undefined } = {},
): Promise<Guest> {
  const known = await findGuest(deps, user, at);
  if (known) return known;
  const { platform, teamId, userId: externalId } = user;
  const asked = await askedFor(deps, user);
  const teamHash = await placeHashOf(deps, { platform, externalId: teamId });
  const getsTrial = !signsIn || (await bringsFreeCredits.one(deps.db, { platform, teamHash, teamId }));
  // Their key comes before their row, which names what it sealed.
  const key = (await deps.keys.sealing('ids')) ? await deps.keys.make() : undefined;
  const { isNew, ...added } = await addChatUser.one(deps.db, {
    ...asked,
    teamHash,
    teamSealed: key && (await deps.keys.sealing('places')) ? sealText(key, teamId) : null,
    sealed: key ? sealText(key, externalId) : null,
    keyId: key?.id ?? null,
    trial: getsTrial ? trialCredits : 0,
    mark: await markOf(deps, asked.hash),
    markBefore: await markBeforeOf(deps, user),
  });
  if (key && !isNew) await deps.keys.destroy([key.id]);
  return at ? { ...added, here: await readPlaceHere(deps, { at, identityId: added.identityId }) } : added;
}

async function askedFor(deps: Pick<Deps, 'keys'>, user: ChatUser) {
  const { platform, teamId, userId: externalId } = user;
  const hash = await chatUserHash(deps, user);
  return { platform, teamId, externalId, hash, freeMonth: plans.free.monthlyCredits };
}
