import { z } from 'zod';
import { Prisma } from '../../prisma/generated/client.ts';
import { isPlace } from '../chat/place-hash.ts';
import { text, uuid } from '../database/columns.ts';
import { sqlRows } from '../database/rows.ts';
import type { Deps } from '../deps.ts';
import { sealName } from '../keys/seal-words.ts';
import { openText, storedTextOf } from '../keys/stored-text.ts';
import type { TeamHere } from './team-here.ts';

/** SQL for the name of a joined workspace, as `storedText` reads it; null if there is none. */
export const teamName = Prisma.sql`CASE WHEN t.id IS NOT NULL THEN stored_text(t.name, t.name_sealed) END`;

/** The name in a row of a workspace, a group or a member. @throws StorageError unavailable, if the key store is away */
export const openName = (
  deps: Pick<Deps, 'keys' | 'log'>,
  { name, nameSealed }: { name: string; nameSealed: Uint8Array | null },
): Promise<string> => openText(deps, storedTextOf(name, nameSealed));

const renamedRow = z.object({ id: uuid, name: text });

/** Keeps the names that a chat has for servers or workspaces that are ours, by their rows; those that are the same are neither opened nor written. */
export async function nameWorkspaces(
  deps: Pick<Deps, 'db' | 'keys'>,
  named: ReadonlyArray<{ id: string; name: string }>,
): Promise<void> {
  const hashes = await Promise.all(
    named.map(async ({ name }) => Buffer.from(await hashOf(deps, name)).toString('hex')),
  );
  const renamed = await sqlRows(deps.db, renamedRow)`
    SELECT w.id, n.name FROM unnest(${named.map((each) => each.id)}::uuid[], ${named.map((each) => each.name)}::text[], ${hashes}::text[])
      AS n(id, name, hash)
    JOIN workspaces w ON w.id = n.id
    WHERE w.uninstalled_at IS NULL AND w.name <> n.name AND w.name_hash IS DISTINCT FROM decode(n.hash, 'hex')`;
  for (const { id, name } of renamed) {
    const { readable, sealed } = await sealName(deps, { workspaceId: id }, name);
    const nameHash = sealed && (await hashOf(deps, name));
    await deps.db.workspace.update({ where: { id }, data: { name: readable, nameSealed: sealed, nameHash } });
  }
}

const hashOf = ({ keys }: Pick<Deps, 'keys'>, name: string) => keys.lookup('workspace name', name);

/** Keeps the name of a member of a team as the chat shows it now; empty, it stays as it was. */
export async function nameMember(
  deps: Pick<Deps, 'db' | 'keys' | 'log'>,
  team: Pick<TeamHere, 'platform' | 'externalId' | 'memberName'>,
  identityId: string,
): Promise<void> {
  const name = team.memberName;
  if (name === '') return;
  const row = await deps.db.teamMember.findFirst({ where: { identityId, workspace: await isPlace(deps, team) } });
  if (!row || (await openName(deps, row)) === name) return;
  const { readable, sealed } = await sealName(deps, { identityId }, name);
  await deps.db.teamMember.updateMany({
    where: { workspaceId: row.workspaceId, identityId },
    data: { name: readable, nameSealed: sealed },
  });
}
