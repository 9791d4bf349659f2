import { openAccountName } from '../accounts/name.ts';
import type { Platform } from '../chat/platforms.ts';
import { rowOfTarget, targetOfRow } from '../chat/stored-target.ts';
import type { ReplyTarget } from '../chat/target.ts';
import { databaseNow } from '../database/now.ts';
import type { Deps } from '../deps.ts';
import { Failure } from '../failure.ts';
import { sealWords } from '../keys/seal-words.ts';
import { openText, storedTextOf } from '../keys/stored-text.ts';
import { hashToken, newToken } from '../linking/link-identity.ts';
import { openName } from '../teams/names.ts';
import type { WalletTeam } from '../teams/team-of-wallet.ts';

const payMinutes = 30;

/**
 * Lets anybody with the link pay for this identity's account, or for a team that they manage, for half an hour. Returns the URL of each
 * item's page; the token is behind a #, which browsers send to no server, so it is in no log.
 */
export async function createPayRequest(
  deps: Pick<Deps, 'db' | 'keys' | 'seal' | 'config'>,
  wanted: { identityId: string; placeName: string | null; target: ReplyTarget; workspaceId?: string },
): Promise<(item: string) => string> {
  const token = newToken();
  const now = await databaseNow(deps);
  const { identityId, placeName, target, workspaceId = null } = wanted;
  const place = await sealWords(deps, { identityId }, placeName ?? '');
  await deps.db.payRequest.create({
    data: {
      tokenHash: hashToken(token),
      identity: { connect: { id: identityId } },
      placeName: place.readable || null,
      placeNameSealed: place.sealed,
      ...(workspaceId === null ? {} : { workspace: { connect: { id: workspaceId } } }),
      target: { create: await rowOfTarget(deps, { identityId }, target) },
      expiresAt: new Date(now.getTime() + payMinutes * 60_000),
    },
  });
  return (item) => `${deps.config.publicUrl}/pay/${item}#${token}`;
}

/** Whose account pays, and where it was asked for. */
export interface Payer {
  userId: string;
  /** The wallet that gets the credits: the account's, or the team's. */
  walletId: string;
  /** The team that gets them. */
  team: WalletTeam | null;
  email: string;
  name: string;
  place: { platform: Platform; name: string };
  target: ReplyTarget;
}

/** @throws Failure bad_pay_link, not_linked, blocked_account */
export async function findPayer(
  deps: Pick<Deps, 'db' | 'keys' | 'seal' | 'log' | 'metrics'>,
  token: string,
): Promise<Payer> {
  const request = await deps.db.payRequest.findUnique({
    where: { tokenHash: hashToken(token) },
    include: { identity: { include: { user: true } }, workspace: true, target: true },
  });
  if (!request?.target || request.expiresAt <= (await databaseNow(deps))) throw badLink();
  const { identity, workspace } = request;
  if (!identity.user) throw notLinked();
  if (identity.user.blockedAt) throw blocked();
  return {
    userId: identity.user.id,
    walletId: workspace?.walletId ?? identity.user.walletId,
    team: workspace && { workspaceId: workspace.id, name: await openName(deps, workspace) },
    email: identity.user.email,
    name: await openAccountName(deps, identity.user),
    place: {
      platform: identity.platform,
      name: await openText(deps, storedTextOf(request.placeName ?? '', request.placeNameSealed)),
    },
    target: await targetOfRow(deps, request.target),
  };
}

const badLink = () =>
  new Failure('bad_pay_link', {
    title: 'That link is no longer good',
    happened: `It is older than ${payMinutes} minutes, or was cut short. Nothing was paid.`,
    next: ['Type ', { command: 'buy' }, ' in chat again, or sign in and buy under Billing.'],
  });

const notLinked = () =>
  new Failure('not_linked', {
    title: 'It belongs to no account any more',
    happened:
      'The chat identity that asked was unlinked meanwhile, so nobody could have the credits. Nothing was paid.',
    next: ['Type ', { command: 'buy' }, ' in chat again: it links first.'],
  });

const blocked = () =>
  new Failure('blocked_account', {
    title: 'This account is blocked',
    happened: 'The people who run this bot have blocked it. Nothing was paid.',
    next: 'Write to them if you think that this is a mistake.',
  });
