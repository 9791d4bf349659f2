import { createHash, randomInt } from 'node:crypto';
import type { Deps } from '../../deps.ts';
import { lockOpenRequest } from '../requests/lock-request.ts';
import { openRequest } from '../requests/open-request.ts';
import type { PrivacyRequest } from '../requests/request.ts';

/** Who asks for it: an account, or a guest. */
export type ExportOwner = { userId: string } | { identityId: string };

export interface ExportWish extends Pick<PrivacyRequest, 'origin' | 'proof'> {
  owner: ExportOwner;
  /** Whose data it is, if not their own: of a server or workspace that they manage at this moment. */
  workspaceId?: string;
  /** A guest has no session, and what is a workspace’s is not in an account: a code opens it on the web. */
  withCode: boolean;
  /** Of the open request that is carried out; otherwise it is entered into the register. */
  requestId?: string;
}

export interface AskedExport {
  id: string;
  ticket: string;
  dueAt: Date;
  state: 'waiting' | 'ready' | 'failed';
  /** If it is ready: when it became so. */
  readyAt: Date | null;
  isNew: boolean;
  code?: string;
}

/** Long enough to be made, and for a person to come back to it. */
const codeForMs = 2 * 60 * 60_000;

/** A ready one that is older is not given again: who asks gets everything up to now. */
const freshForMs = 60 * 60_000;

/**
 * Asks for an export, and enters it into the register. While one is being made, it is that one; where a code opens it, one that was made within the
 * hour is found, too, and gets a new code. @throws Failure not_found, too_late: only of a request that is carried out
 */
export async function requestExport(
  deps: Pick<Deps, 'db' | 'queues' | 'log'>,
  { owner, workspaceId, withCode, requestId, ...how }: ExportWish,
): Promise<AskedExport> {
  const { code, ...asked } = await deps.db.$transaction(async (db) => {
    const fresh = { state: 'ready', endedAt: { gt: new Date(Date.now() - freshForMs) } } as const;
    const states = [{ state: 'waiting' } as const, ...(withCode ? [fresh] : [])];
    const before = await db.export.findFirst({
      where: {
        ...{ ...owner, workspaceId: workspaceId ?? null, ...(requestId ? { requestId } : {}) },
        AND: [{ OR: states }, { OR: [{ expiresAt: null }, { expiresAt: { gt: new Date() } }] }],
      },
      orderBy: { createdAt: 'desc' },
    });
    // One that is ready was asked for and answered: a new code is no new request.
    const subject = workspaceId ? { workspaceId } : owner;
    const request = before
      ? await db.privacyRequest.findUniqueOrThrow({ where: { id: before.requestId } })
      : requestId
        ? await lockOpenRequest(db, requestId)
        : (await openRequest({ db }, { subject, kind: 'access', ...how })).request;
    const given = withCode ? newCode() : undefined;
    const withHash = given ? { codeHash: hashCode(given), codeExpires: new Date(Date.now() + codeForMs) } : {};
    const row = before
      ? await db.export.update({ where: { id: before.id }, data: withHash })
      : await db.export.create({
          data: { ...owner, workspaceId: workspaceId ?? null, requestId: request.id, ...withHash },
        });
    return {
      ...{ id: row.id, state: row.state, readyAt: row.endedAt, isNew: before === null, code: given },
      ...{ ticket: request.ticket, dueAt: request.dueAt },
    };
  });
  if (asked.state === 'waiting')
    await deps.queues
      .enqueue('export', { exportId: asked.id })
      .catch((err) => deps.log.warn({ exportId: asked.id, err }, 'left to sweep'));
  return code === undefined ? asked : { ...asked, code };
}

/** Crockford's: nothing that is mistaken for something else when it is read. */
const signs = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const four = () => Array.from({ length: 4 }, () => signs[randomInt(signs.length)]).join('');
/** 60 random bits, guessed at by whoever the rate limit lets. */
const newCode = () => `${four()}-${four()}-${four()}`;

/** Capitals or not, with or without the strokes. */
export const hashCode = (code: string) =>
  new Uint8Array(
    createHash('sha256')
      .update(code.toUpperCase().replaceAll(/[^0-9A-Z]/g, ''))
      .digest(),
  );
