import { z } from 'zod';
import { type Place, placeHash } from '../chat/place-hash.ts';
import type { Platform } from '../chat/platforms.ts';
import { bytes, flag, platform, text, uuid } from '../database/columns.ts';
import { sqlRows } from '../database/rows.ts';
import { sqlFunction } from '../database/sql-function.ts';
import type { Deps } from '../deps.ts';
import { sealText } from '../keys/stored-text.ts';
import { recallWorkspaces } from './gone-workspace.ts';

type AddDeps = Pick<Deps, 'db' | 'keys'>;

const knownRow = z.object({
  externalId: text,
  id: uuid,
  /** The key that sealed its id is lost. */
  isLost: flag,
});

/** The rows of those servers or workspaces of a chat that have one, by their ids in the chat; one statement, however many. */
export async function findWorkspaces(
  deps: AddDeps,
  platform: Platform,
  externalIds: readonly string[],
): Promise<Map<string, string>> {
  return new Map((await findRows(deps, platform, externalIds)).map(({ externalId, id }) => [externalId, id]));
}

async function findRows(deps: AddDeps, platform: Platform, externalIds: readonly string[]) {
  const hashes = await Promise.all(
    externalIds.map(async (externalId) => Buffer.from(await placeHash(deps, { platform, externalId })).toString('hex')),
  );
  return sqlRows(deps.db, knownRow)`
    SELECT n.external_id AS "externalId", w.id, w.external_id IS NULL AND w.external_id_sealed IS NULL AS "isLost" FROM unnest(${[...externalIds]}::text[], ${hashes}::text[]) AS n(external_id, hash)
    CROSS JOIN LATERAL workspace_at(${platform}::"Platform", decode(n.hash, 'hex'), n.external_id) w WHERE w.id IS NOT NULL`;
}

const add = sqlFunction({
  name: 'add_workspace',
  args: z.object({ platform, externalId: text, hash: bytes, sealed: bytes.nullable(), keyId: uuid.nullable() }),
  row: z.object({ workspaceId: uuid, isNew: flag }),
});

/** The same, with a row made for each that has none; one that was forgotten gets its old row, and so its wallet, back. */
export async function addWorkspaces(
  deps: AddDeps,
  platform: Platform,
  externalIds: readonly string[],
): Promise<Map<string, string>> {
  await recallWorkspaces(deps, platform, externalIds);
  const rows = await findRows(deps, platform, externalIds);
  for (const { id, externalId } of rows.filter(({ isLost }) => isLost)) {
    const sealed = sealText(await deps.keys.of({ workspaceId: id }), externalId);
    await deps.db.workspace.updateMany({ where: { id, externalIdSealed: null }, data: { externalIdSealed: sealed } });
  }
  const known = new Map(rows.map(({ externalId, id }) => [externalId, id]));
  for (const externalId of externalIds)
    if (!known.has(externalId)) known.set(externalId, await addOne(deps, { platform, externalId }));
  return known;
}

/** The row of one. */
export async function addWorkspace(deps: AddDeps, place: Place): Promise<string> {
  const ids = await addWorkspaces(deps, place.platform, [place.externalId]);
  const id = ids.get(place.externalId);
  if (id === undefined) throw new Error('A workspace that was added has no row');
  return id;
}

async function addOne(deps: AddDeps, place: Place): Promise<string> {
  // Its key comes before its row, which names what it sealed.
  const key = (await deps.keys.sealing('places')) ? await deps.keys.make() : undefined;
  const { workspaceId, isNew } = await add.one(deps.db, {
    ...place,
    hash: await placeHash(deps, place),
    sealed: key ? sealText(key, place.externalId) : null,
    keyId: key?.id ?? null,
  });
  if (key && !isNew) await deps.keys.destroy([key.id]);
  return workspaceId;
}
