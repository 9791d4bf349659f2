import type { Readable } from 'node:stream';
import { z } from 'zod';
import type { Deps } from '../../deps.ts';
import { Failure } from '../../failure.ts';
import { notFound } from '../../not-found.ts';
import { managesNow } from '../../teams/manages-now.ts';
import { type ExportOwner, hashCode } from './request-export.ts';

const withParts = { parts: { orderBy: { number: 'asc' } } } as const;

/** A person's exports, the newest first; those past their time are not there any more. */
export const listExports = ({ db }: Pick<Deps, 'db'>, owner: ExportOwner) =>
  db.export.findMany({
    where: { ...owner, workspaceId: null, OR: [{ expiresAt: null }, { expiresAt: { gt: new Date() } }] },
    orderBy: { createdAt: 'desc' },
    take: 10,
    include: withParts,
  });
export type ListedExport = Awaited<ReturnType<typeof listExports>>[number];

/** `ownerId`: whose it was when the code was typed. A guest's becomes their account's at a linking, and is then for who signs in. */
const pass = z.object({ exportId: z.uuid(), ownerId: z.uuid(), until: z.int() });
const passForMs = 60 * 60_000;
type PassDeps = Pick<Deps, 'db' | 'keys' | 'seal' | 'discordRest' | 'slack' | 'log'>;

/** A code from the chat, typed on the web: it works once, and gives this page a pass for an hour. @throws Failure not_found, chat_silent */
export async function openByCode(deps: PassDeps, code: string): Promise<{ pass: string; found: ListedExport }> {
  const good = { codeHash: hashCode(code), codeExpires: { gt: new Date() } };
  const row = await deps.db.export.findUnique({ where: good, include: withParts });
  // If the chat is silent, the code is still good.
  if (!row || !(await mayStillHave(deps, row))) throw wrongCode();
  const { count } = await deps.db.export.updateMany({
    where: { id: row.id, ...good },
    data: { codeHash: null, codeExpires: null },
  });
  if (count === 0) throw wrongCode();
  const [ownerId, until] = [ownerOf(row), Date.now() + passForMs];
  const given = JSON.stringify({ exportId: row.id, ownerId, until } satisfies z.input<typeof pass>);
  return { pass: deps.seal.close(given).toString('base64url'), found: row };
}

/** The export that a pass of ours is for. @throws Failure not_found, chat_silent */
export async function openByPass(deps: PassDeps, given: string): Promise<ListedExport> {
  const read = readPass(deps, given);
  const row = read && (await deps.db.export.findUnique({ where: { id: read.exportId }, include: withParts }));
  if (!row || ownerOf(row) !== read.ownerId || !(await mayStillHave(deps, row)))
    throw notFound('There is no such export');
  return row;
}

const ownerOf = ({ userId, identityId }: ListedExport): string => userId ?? identityId ?? '';

/** A workspace’s data is for those who manage it, as the chat says now. */
async function mayStillHave(deps: PassDeps, { workspaceId, userId, identityId }: ListedExport): Promise<boolean> {
  if (workspaceId === null) return true;
  return managesNow(deps, { workspaceId, ...(userId === null ? { identityId: identityId ?? '' } : { userId }) });
}

function readPass({ seal }: Pick<Deps, 'seal'>, given: string): z.output<typeof pass> | undefined {
  try {
    const read = pass.parse(JSON.parse(seal.open(Buffer.from(given, 'base64url'))));
    return read.until > Date.now() ? read : undefined;
  } catch {
    return undefined; // not one of ours
  }
}

/** One zip of an export. @throws Failure not_found */
export async function openPart(
  { db, storage }: Pick<Deps, 'db' | 'storage'>,
  whose: ExportOwner | { id: string },
  { exportId, number }: { exportId: string; number: number },
): Promise<{ stream: Readable; byteLength: number }> {
  // By a session alone, only one's own.
  const which = 'id' in whose ? whose : { ...whose, workspaceId: null };
  const part = await db.exportPart.findFirst({
    where: { exportId, number, export: { ...which, state: 'ready', expiresAt: { gt: new Date() } } },
  });
  if (!part || ('id' in whose && whose.id !== exportId)) throw notFound('There is no such export');
  return { stream: await storage.stream(part.storageKey), byteLength: Number(part.byteLength) };
}

const wrongCode = () =>
  new Failure('not_found', {
    title: 'That code does not open anything',
    happened: 'It was used before, is older than two hours, or was mistyped. Nothing was changed.',
    next: ['Ask for a new one in chat, with ', { command: 'privacy' }, '.'],
  });
