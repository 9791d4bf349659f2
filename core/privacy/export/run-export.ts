import { z } from 'zod';
import type { Export } from '../../../prisma/generated/client.ts';
import { int } from '../../database/columns.ts';
import { sqlRow } from '../../database/rows.ts';
import type { Deps } from '../../deps.ts';
import { sendMail } from '../../mail/send-mail.ts';
import { readPerson } from '../erasure/person.ts';
import { beginRequest, endRequest } from '../requests/end-request.ts';
import { dataEntries, type Entry, type Exporting, pictureEntries } from './entries.ts';
import { informationFor } from './information.ts';
import { createRowReader } from './read-rows.ts';
import { workspaceEntries } from './workspace-entries.ts';
import { mostPartBytes, type WrittenPart, writeParts } from './write-parts.ts';

/** From its first try on: whoever had to wait for longer has not had one. Then it is given up, so that it stands in nobody's way. */
const longestMs = 60 * 60_000;
const keptDays = 7;
const leaseSeconds = 60;

type ExportRow = NonNullable<Awaited<ReturnType<typeof claim>>>;

/** Makes an export that was asked for. Run again after a crash, it begins anew. @param mostBytes of one part */
export async function runExport(deps: Deps, exportId: string, mostBytes = mostPartBytes): Promise<void> {
  const row = await claim(deps, exportId);
  if (!row) return;
  const leftMs = longestMs - row.takenMs;
  const giveUp = AbortSignal.timeout(Math.max(0, leftMs));
  const kept = setInterval(() => void keepLease(deps, exportId).catch(() => undefined), (leaseSeconds / 3) * 1_000);
  try {
    if (leftMs <= 0) throw new Error('an export took an hour');
    await beginRequest(deps, row.requestId);
    const limits = { mostBytes, signal: giveUp };
    const written = await write(deps, row, limits);
    // Linked meanwhile: some of it may have moved before it was read.
    const linked = await followLink(deps, row);
    if (linked) await deps.storage.delete(written.parts.map(({ storageKey }) => storageKey));
    await finish(deps, linked ?? row, linked ? await write(deps, linked, limits) : written);
  } catch (err) {
    if (!giveUp.aborted && leftMs > 0) {
      await releaseLease(deps, exportId);
      throw err; // tried again
    }
    deps.log.error({ exportId, err }, 'an export was given up');
    await fail(deps, row);
  } finally {
    clearInterval(kept);
  }
}

const claimedRow = z.object({ takenMs: int });

/** Undefined if another process is at it, or it is over. `takenMs`: since its first try began. */
async function claim({ db }: Pick<Deps, 'db'>, id: string) {
  const claimed = await sqlRow(db, claimedRow)`
    UPDATE exports SET lease_until = now() + ${leaseSeconds}::int * interval '1 second', begun_at = coalesce(begun_at, now())
    WHERE id = ${id}::uuid AND state = 'waiting' AND (lease_until IS NULL OR lease_until < now())
    RETURNING (extract(epoch FROM now() - begun_at) * 1000)::int AS "takenMs"`;
  if (!claimed) return undefined;
  const row = await db.export.findUnique({ where: { id } });
  return row ? { ...((await followLink({ db }, row)) ?? row), ...claimed } : undefined;
}

/**
 * A guest who linked to an account since is that account: what they made is there now. Whoever signs in to it gets the copy, and no code opens it any
 * more. Undefined if nothing has changed.
 */
async function followLink<Row extends Export>({ db }: Pick<Deps, 'db'>, row: Row): Promise<Row | undefined> {
  const { id, identityId, workspaceId } = row;
  if (identityId === null || workspaceId !== null) return undefined;
  const identity = await db.identity.findUnique({ where: { id: identityId }, select: { userId: true } });
  if (!identity?.userId) return undefined;
  const data = { userId: identity.userId, identityId: null, codeHash: null, codeExpires: null };
  await db.export.updateMany({ where: { id }, data });
  return { ...row, ...data };
}

const keepLease = ({ db }: Pick<Deps, 'db'>, id: string) =>
  db.$executeRaw`
    UPDATE exports SET lease_until = now() + ${leaseSeconds}::int * interval '1 second' WHERE id = ${id}::uuid AND state = 'waiting'`;

const releaseLease = ({ db }: Pick<Deps, 'db'>, id: string) =>
  db.$executeRaw`UPDATE exports SET lease_until = now() + interval '20 seconds' WHERE id = ${id}::uuid AND state = 'waiting'`;

async function write(deps: Deps, row: ExportRow, limits: { mostBytes: number; signal: AbortSignal }) {
  const { userId, identityId, workspaceId } = row;
  if (workspaceId !== null) {
    const entries = workspaceEntries(deps, workspaceId, new Date());
    return writeParts(deps, { exportId: row.id, owner: { workspaceId }, ...limits }, entries);
  }
  const person = await readPerson(
    deps.db,
    userId ? { kind: 'account', userId } : { kind: 'guest', identityId: identityId ?? '' },
  );
  if (!person) throw new Error('There is nobody any more whose export it is.');
  const reader = await createRowReader(deps, person);
  const exporting = { deps, person, reader, information: informationFor(deps.config), madeAt: new Date() };
  try {
    const owner = { userId, identityId };
    return await writeParts(deps, { exportId: row.id, owner, ...limits }, entriesOf(exporting));
  } finally {
    await reader.close();
  }
}

async function* entriesOf(exporting: Exporting): AsyncGenerator<Entry> {
  yield* dataEntries(exporting);
  yield* pictureEntries(exporting);
}

async function finish(
  deps: Deps,
  { id, userId, workspaceId, requestId }: ExportRow,
  { parts, files, missing }: { parts: WrittenPart[]; files: number; missing: number },
): Promise<void> {
  const expiresAt = new Date(Date.now() + keptDays * 24 * 60 * 60_000);
  const isKept = await deps.db.$transaction(async (tx) => {
    const { count } = await tx.export.updateMany({
      where: { id, state: 'waiting' },
      data: { state: 'ready', endedAt: new Date(), expiresAt, leaseUntil: null },
    });
    if (count === 0) return false;
    await tx.exportPart.deleteMany({ where: { exportId: id } });
    await tx.exportPart.createMany({ data: parts.map((part) => ({ exportId: id, ...part })) });
    const bytes = parts.reduce((sum, { byteLength }) => sum + byteLength, 0);
    await endRequest({ db: tx }, requestId, {
      state: 'done',
      evidence: { parts: parts.length, files, missing, bytes },
    });
    return true;
  });
  // Erased meanwhile, or made by another process.
  if (!isKept) return void (await deps.storage.delete(parts.map(({ storageKey }) => storageKey)));
  deps.log.info({ exportId: id, parts: parts.length, files, missing }, 'exported');
  await tell(deps, { userId, workspaceId }, 'export-ready', { parts: parts.length, until: expiresAt.toISOString() });
}

/** The register keeps it open: the answer is still due, and the person or an operator asks once more. */
async function fail(deps: Deps, { id, userId, workspaceId }: ExportRow): Promise<void> {
  await deps.db.export.updateMany({
    where: { id, state: 'waiting' },
    data: {
      state: 'failed',
      endedAt: new Date(),
      leaseUntil: null,
      expiresAt: new Date(Date.now() + 24 * 60 * 60_000),
    },
  });
  await tell(deps, { userId, workspaceId }, 'export-failed', {});
}

async function tell(
  deps: Deps,
  { userId, workspaceId }: Pick<ExportRow, 'userId' | 'workspaceId'>,
  ...[kind, data]: ['export-ready', { parts: number; until: string }] | ['export-failed', Record<string, never>]
): Promise<void> {
  // A guest, and whoever manages a workspace, looks at the page where the code was typed.
  if (userId === null || workspaceId !== null) return;
  const user = await deps.db.user.findUnique({ where: { id: userId }, select: { email: true } });
  if (!user) return;
  const about = { to: user.email, url: `${deps.config.publicUrl}/settings/data` };
  if (kind === 'export-ready') await sendMail(deps, kind, { ...about, ...data });
  else await sendMail(deps, kind, about);
}
