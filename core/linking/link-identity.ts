import { createHash, randomBytes } from 'node:crypto';
import type { Prisma } from '../../prisma/generated/client.ts';
import { databaseNow } from '../database-now.ts';
import type { Deps } from '../deps.ts';
import { Failure } from '../failure.ts';
import { sendWritten, writeMail } from '../mail/send-mail.ts';
import type { ChatPerson } from './person.ts';

const undoDays = 7;

export interface Linked {
  /** False where it had been linked to this account before. */
  isNew: boolean;
  /** Credits that came along, and those of a second trial, which did not. */
  credits: number;
  forfeited: number;
  balance: number;
}

type LinkDeps = Pick<Deps, 'db' | 'seal' | 'queues' | 'log' | 'config'>;

/**
 * Links an identity that was proved to be theirs to an account: wallet, requests and pictures move in one transaction, and the
 * account's owner is told by e-mail, with a way to undo it.
 * @throws Failure identity_taken, blocked_account, unknown_identity; nothing was moved then
 */
export async function linkIdentity(
  deps: LinkDeps,
  wanted: { identityId: string; userId: string; person: ChatPerson },
): Promise<Linked> {
  const { identityId, userId, person } = wanted;
  const { row, mailId } = await deps.db.$transaction(async (tx) => {
    const [row] = await tx.$queryRaw<Array<Omit<Linked, 'isNew'> & { outcome: string }>>`
      SELECT * FROM link_identity(${identityId}::uuid, ${userId}::uuid, ${person.name}, ${person.avatarPath}, ${person.placeName})`;
    return { row, mailId: row?.outcome === 'linked' ? await tellOwner(tx, deps, wanted) : null };
  });
  switch (row?.outcome) {
    case 'linked': {
      deps.log.info({ identityId, userId, credits: row.credits, forfeited: row.forfeited }, 'linked');
      await sendWritten(deps, mailId);
      return { ...row, isNew: true };
    }
    case 'already_yours':
      return { ...row, isNew: false };
    case 'taken':
      throw identityTaken();
    case 'blocked':
      throw blocked();
    default:
      throw unknownIdentity();
  }
}

/** In the same transaction: the only way to undo it without the chat is in this mail. */
async function tellOwner(
  tx: Prisma.TransactionClient,
  deps: Pick<Deps, 'seal' | 'config'>,
  { identityId, userId }: { identityId: string; userId: string },
): Promise<string> {
  const token = newToken();
  const now = await databaseNow({ db: tx });
  const expiresAt = new Date(now.getTime() + undoDays * 24 * 60 * 60_000);
  await tx.linkUndo.create({ data: { tokenHash: hashToken(token), identityId, userId, expiresAt } });
  const identity = await tx.identity.findUniqueOrThrow({ where: { id: identityId } });
  const user = await tx.user.findUniqueOrThrow({ where: { id: userId } });
  return writeMail(tx, deps, 'linked', {
    to: user.email,
    identity: { platform: identity.platform, name: identity.name, placeName: identity.placeName },
    at: now.toISOString(),
    undoUrl: `${deps.config.publicUrl}/link/undo#${token}`,
  });
}

/** 256 random bits, for a link. Only its hash is kept. */
export const newToken = () => randomBytes(32).toString('base64url');
export const hashToken = (token: string) => new Uint8Array(createHash('sha256').update(token).digest());

export const identityTaken = () =>
  new Failure('identity_taken', {
    title: 'It belongs to another account',
    happened: 'This chat identity is linked to another UPixel account already. Nothing was changed.',
    next: ['Sign in to that account, or type ', { command: 'unlink' }, ' in that chat first, then link again.'],
  });

const blocked = () =>
  new Failure('blocked_account', {
    title: 'This account cannot be linked',
    happened: 'The UPixel account or the chat identity is blocked, or the account was deleted. Nothing was changed.',
    next: 'Write to the people who run this bot if you think that this is a mistake.',
  });

const unknownIdentity = () =>
  new Failure('unknown_identity', {
    title: 'We do not know that one any more',
    happened: 'The chat identity behind this link is gone. Nothing was changed.',
    next: ['Type ', { command: 'link' }, ' in chat again.'],
  });
