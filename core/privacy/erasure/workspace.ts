import { z } from 'zod';
import type { Prisma } from '../../../prisma/generated/client.ts';
import { planName } from '../../billing/plans.ts';
import { int } from '../../database/columns.ts';
import { sqlFinds, sqlRow } from '../../database/rows.ts';
import type { Deps } from '../../deps.ts';
import { Failure } from '../../failure.ts';
import { notFound } from '../../not-found.ts';
import { credits, dayWords } from '../../words.ts';
import { closeCheckouts } from './close-checkouts.ts';
import { readWorth } from './read-leaving.ts';

/** What goes with a workspace’s own data. */
export interface WorkspaceLeaving {
  members: number;
  groups: number;
  boughtCredits: number;
  boughtWorth: string[];
  freeCredits: number;
}

const counted = z.object({ members: int, groups: int, boughtCredits: int, freeCredits: int });

export async function readWorkspaceLeaving(
  { db }: Pick<Deps, 'db'>,
  { workspaceId, walletId }: { workspaceId: string; walletId: string },
): Promise<WorkspaceLeaving> {
  const row = await sqlRow(db, counted)`
    SELECT (SELECT count(*)::int FROM team_members m WHERE m.workspace_id = ${workspaceId}::uuid) AS members,
      (SELECT count(*)::int FROM team_access a WHERE a.workspace_id = ${workspaceId}::uuid) AS groups,
      (SELECT coalesce(sum(l.balance), 0)::int FROM lots l WHERE l.wallet_id = ${walletId}::uuid AND NOT is_unpaid(l)) AS "boughtCredits",
      (SELECT coalesce(sum(l.balance), 0)::int FROM lots l WHERE l.wallet_id = ${walletId}::uuid AND is_unpaid(l)) AS "freeCredits"`;
  if (!row) throw new Error('a count is always one row');
  return { ...row, boughtWorth: await readWorth({ db }, walletId) };
}

/** What goes and what stays, in sentences. @param place the chat's word: server, workspace */
export function workspaceLeavingLines(leaving: WorkspaceLeaving, place: string): string[] {
  const { members, groups, boughtCredits, boughtWorth, freeCredits } = leaving;
  const counted = [
    ...(groups > 0 ? [`the list of who may use the wallet (${groups})`] : []),
    ...(members > 0
      ? [members === 1 ? 'the name of one who used or manages it' : `the names of ${members} who used or manage it`]
      : []),
  ];
  const paid = boughtWorth.length > 0 ? `: ${boughtWorth.join(' and ')} were paid for them` : '';
  return [
    `What goes, at once: the ${place}’s name, its settings and rules, who is kept out of it, ${[...counted, 'copies of its data'].join(', ')}; the wallet’s history leads to it no more, and the key that sealed its words is destroyed.`,
    ...(boughtCredits > 0 ? [`${credits(boughtCredits)} that were bought are lost${paid}. Nothing is refunded.`] : []),
    ...(freeCredits > 0 ? [`${credits(freeCredits)} that were given are lost.`] : []),
    `What stays: its members’ own data, which only they delete; accounting without a name; the request itself; and backups for 35 days at most.`,
    `Its id, and the bot’s token if it has one, stay as long as UPixel is installed here: removing UPixel ends that. If it is used again before, it has a new, empty wallet, and its name is kept once the chat tells it again.`,
  ];
}

/**
 * Closes the payment pages that are open for a workspace’s wallet. While one was, it may have been paid a moment ago: what comes of it comes first.
 * @throws Failure payment_under_way, payments_unavailable
 */
export async function closeTeamCheckouts(deps: Pick<Deps, 'db' | 'payments'>, workspaceId: string): Promise<void> {
  if ((await closeCheckouts(deps, openFor(workspaceId))) > 0) throw paymentUnderWay();
}

/** In the transaction of the wish. @throws Failure not_found, plan_goes_on, payment_under_way */
export async function lockWorkspace(tx: Prisma.TransactionClient, workspaceId: string): Promise<void> {
  await sqlFinds(tx)`SELECT 1 FROM workspaces WHERE id = ${workspaceId}::uuid FOR UPDATE`;
  const found = await tx.workspace.findUnique({
    where: { id: workspaceId },
    include: { wallet: { include: { subscriptions: { where: { endedAt: null } } } } },
  });
  if (!found) throw notFound('There is no such team');
  const plan = found.wallet?.subscriptions[0];
  if (plan) throw planGoesOn(planName(plan.plan), plan);
  if ((await tx.checkout.count({ where: openFor(workspaceId) })) > 0) throw paymentUnderWay();
}

const openFor = (workspaceId: string) => ({ status: 'open', wallet: { workspace: { id: workspaceId } } }) as const;

const planGoesOn = (
  name: string,
  { currentPeriodEnd, cancelAtPeriodEnd }: { currentPeriodEnd: Date; cancelAtPeriodEnd: boolean },
) =>
  new Failure('plan_goes_on', {
    title: 'Its plan has to end first',
    happened: `The wallet has the plan ${name}, which is paid until ${dayWords(currentPeriodEnd)}. Nothing was deleted.`,
    next: cancelAtPeriodEnd
      ? `It is set to end then. Delete the data after that day.`
      : [
          'Whoever pays for it ends it on the team’s page, which ',
          { command: 'team' },
          ' links to, under “Card, invoices, cancel”. It then ends with its period: delete the data after that day.',
        ],
  });

const paymentUnderWay = () =>
  new Failure('payment_under_way', {
    title: 'Somebody was about to pay',
    happened:
      'A payment page for this wallet was open; it is being closed now. If it was paid a moment ago, its credits come first. Nothing was deleted.',
    next: 'Please try again in a minute.',
  });
