import { z } from 'zod';
import { planKey, plans } from '../billing/plans.ts';
import { bytes, flag, int, platform, text, uuid } from '../database/columns.ts';
import { sqlFunction } from '../database/sql-function.ts';
import type { Deps } from '../deps.ts';
import { trialCredits } from '../generations/limits.ts';
import { markOf } from '../privacy/erasure/marks.ts';
import type { ChatUser } from './chat-user.ts';

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
export type Guest = z.infer<typeof guest>;

const identifyPerson = sqlFunction({
  name: 'identify_person',
  args: z.object({ platform, teamId: text, externalId: text, trial: int, freeMonth: int, mark: bytes }),
  row: guest,
});
const bringsFreeCredits = sqlFunction({
  name: 'brings_free_credits',
  args: z.object({ platform, teamId: text }),
  row: flag,
});

/**
 * Identifies a person. The first time, they get a wallet and the trial credits; a linked person gets the month's free credits. One
 * statement, however often they ask in chat. A person who only signs in (`signsIn`), from a Slack workspace that never installed us,
 * gets no trial: anybody can make workspaces.
 */
export async function identify(
  deps: Pick<Deps, 'db' | 'keys'>,
  user: ChatUser,
  { signsIn = false }: { signsIn?: boolean } = {},
): Promise<Guest> {
  const { platform, teamId, userId: externalId } = user;
  const getsTrial = !signsIn || (await bringsFreeCredits.one(deps.db, { platform, teamId }));
  return identifyPerson.one(deps.db, {
    ...{ platform, teamId, externalId },
    trial: getsTrial ? trialCredits : 0,
    freeMonth: plans.free.monthlyCredits,
    mark: await markOf(deps, user),
  });
}
