import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Prisma } from '../../prisma/generated/client.ts';
import { int, text, uuid } from '../database/columns.ts';
import { databaseNow } from '../database/now.ts';
import { sqlFunction } from '../database/sql-function.ts';
import type { Deps } from '../deps.ts';
import { Failure } from '../failure.ts';
import { sendWritten, writeMail } from '../mail/send-mail.ts';
import { unlessLeaving } from '../privacy/erasure/leaving.ts';
import { keepObjection } from '../privacy/usage/object.ts';
import type { ChatPerson } from './person.ts';
import { storePerson } from './stored-person.ts';

const undoDays = 7;

export interface Linked {
  /** False if it had already been linked to this account. */
  isNew: boolean;
  /** Credits that moved with it, and those of a second trial, which did not. */
  credits: number;
  forfeited: number;
  balance: number;
}

const link = sqlFunction({
  name: 'link_identity',
  args: z.object({
    ...{ identityId: uuid, userId: uuid },
    ...{ name: text, avatarUrl: text.nullable(), placeName: text.nullable() },
  }),
  row: z.object({
    outcome: z.enum(['linked', 'already_yours', 'taken', 'blocked', 'unknown']),
    credits: int,
    forfeited: int,
    balance: int,
  }),
});

type LinkDeps = Pick<Deps, 'db' | 'keys' | 'seal' | 'queues' | 'log' | 'config'>;

/**
 * Links an identity, once it is proved to be theirs, to an account: wallet, requests and pictures move in one transaction, and
 * the account's owner is notified by e-mail, with a way to undo it.
 * @throws Failure deletion_under_way, identity_taken, blocked_account, unknown_identity; nothing was moved then
 */
export async function linkIdentity(
  deps: LinkDeps,
  wanted: { identityId: string; userId: string; person: ChatPerson },
): Promise<Linked> {
  const { identityId, userId, person } = wanted;
  const stored = await storePerson(deps, { userId }, person);
  const { row, mailId } = await deps.db.$transaction(async (tx) => {
    const row = await unlessLeaving(() =>
      link.one(tx, { identityId, userId, name: '', avatarUrl: null, placeName: null }),
    );
    if (row.outcome !== 'linked') return { row, mailId: null };
    await tx.identity.update({ where: { id: identityId }, data: stored });
    await keepObjection(tx, deps, { identityId, userId });
    return { row, mailId: await tellOwner(tx, deps, wanted) };
  });
  const { outcome, ...moved } = row;
  switch (outcome) {
    case 'linked':
      deps.log.info({ identityId, userId, credits: moved.credits, forfeited: moved.forfeited }, 'linked');
      await sendWritten(deps, mailId);
      return { ...moved, isNew: true };
    case 'already_yours':
      return { ...moved, isNew: false };
    case 'taken':
      throw identityTaken();
    case 'blocked':
      throw blocked();
    case 'unknown':
      throw unknownIdentity();
  }
}

/** In the same transaction: this mail has the only way to undo it without the chat. */
async function tellOwner(
  tx: Prisma.TransactionClient,
  deps: Pick<Deps, 'seal' | 'config'>,
  { identityId, userId, person }: { identityId: string; userId: string; person: ChatPerson },
): Promise<string> {
  const token = newToken();
  const now = await databaseNow({ db: tx });
  const expiresAt = new Date(now.getTime() + undoDays * 24 * 60 * 60_000);
  await tx.linkUndo.create({ data: { tokenHash: hashToken(token), identityId, userId, expiresAt } });
  const identity = await tx.identity.findUniqueOrThrow({ where: { id: identityId } });
  const user = await tx.user.findUniqueOrThrow({ where: { id: userId } });
  return writeMail(tx, deps, 'linked', {
    to: user.email,
    identity: { platform: identity.platform, name: person.name, placeName: person.placeName },
    at: now.toISOString(),
    undoUrl: `${deps.config.publicUrl}/link/undo#${token}`,
  });
}

/** 256 random bits, for a link. Only its hash is stored. */
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
