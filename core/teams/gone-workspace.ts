import { z } from 'zod';
import { placeHash } from '../chat/place-hash.ts';
import { openPlaceId } from '../chat/place-id.ts';
import type { Platform } from '../chat/platforms.ts';
import { bytes, text, uuid } from '../database/columns.ts';
import { sqlRows } from '../database/rows.ts';
import type { Deps } from '../deps.ts';
import { sealPlaceId } from '../keys/seal-words.ts';
import { forgetPlace } from '../places/forget-place.ts';

type GoneDeps = Pick<Deps, 'db' | 'keys' | 'log'>;

/** In place of a workspace's id once it is forgotten: only whoever has the id and our key finds its row again. */
async function nameOf({ keys }: Pick<Deps, 'keys'>, what: string): Promise<string> {
  return `gone:${Buffer.from(await keys.lookup('gone workspace', what)).toString('hex')}`;
}
/** Of the hash that its row has, where the workspace's key is destroyed already by a run that did not come to its end. */
const byHash = (deps: Pick<Deps, 'keys'>, hash: Uint8Array) =>
  nameOf(deps, `hash:${Buffer.from(hash).toString('hex')}`);
/** Of the id itself, which the version before looks for, too. */
const byId = (deps: Pick<Deps, 'keys'>, platform: Platform, id: string) => nameOf(deps, `${platform}:${id}`);

const goneRow = z.object({
  id: uuid,
  platform: z.enum(['discord', 'slack']),
  externalId: text.nullable(),
  externalIdSealed: bytes.nullable(),
  hash: bytes.nullable(),
});

/**
 * Forgets workspaces that removed UPixel 30 days ago: name, id, access, members. What their wallet holds stays, and is theirs again when they
 * install once more. One whose plan still runs, or who asked about its data, waits. Returns how many; at most a batch.
 */
export async function forgetWorkspaces(deps: GoneDeps, batch: number): Promise<number> {
  const { db } = deps;
  const gone = await sqlRows(db, goneRow)`
    SELECT w.id, w.platform, w.external_id AS "externalId", w.external_id_sealed AS "externalIdSealed", w.external_id_hash AS hash
    FROM workspaces w
    WHERE w.uninstalled_at < now() - interval '30 days' AND coalesce(w.external_id, '') NOT LIKE 'gone:%'
      AND NOT EXISTS (SELECT FROM subscriptions s WHERE s.wallet_id = w.wallet_id AND s.ended_at IS NULL)
      AND NOT EXISTS (SELECT FROM privacy_requests p WHERE p.workspace_id = w.id AND p.state IN ('open', 'in_progress'))
    ORDER BY w.uninstalled_at LIMIT ${batch}::int`;
  let count = 0;
  for (const { id, platform, hash, ...stored } of gone) {
    const externalId = await openPlaceId(deps, stored);
    // Without either, nothing leads to it any more but the row's own id: it comes back as a new one.
    const name =
      externalId === undefined && hash ? await byHash(deps, hash) : await byId(deps, platform, externalId ?? id);
    count += await db.$transaction(async (tx) => {
      // Whoever installs meanwhile keeps everything.
      const changed = await tx.$executeRaw`
        UPDATE workspaces SET external_id = ${name}, external_id_hash = NULL, external_id_sealed = NULL,
          name = '', name_sealed = NULL, name_hash = NULL, bot_user_id = NULL, bot_token = NULL, scopes = '', member_cap = NULL, guests_may_spend = false
        WHERE id = ${id}::uuid AND uninstalled_at < now() - interval '30 days'`;
      if (changed === 0) return 0;
      await tx.teamAccess.deleteMany({ where: { workspaceId: id } });
      await tx.teamMember.deleteMany({ where: { workspaceId: id } });
      await forgetPlace(tx, id);
      const keys = await tx.dataKey.findMany({ where: { workspaceId: id }, select: { id: true } });
      await tx.dataKey.deleteMany({ where: { workspaceId: id } });
      // Last: if the transaction fails after that, the next run finds the rows again.
      await deps.keys.destroy(keys.map((key) => key.id));
      return 1;
    });
  }
  return count;
}

const knownRow = z.object({ id: uuid, externalId: text });

/** Before an install is saved: a workspace that was forgotten gets its row, and so its wallet, back. */
export async function recallWorkspaces(
  deps: Pick<Deps, 'db' | 'keys'>,
  platform: Platform,
  externalIds: readonly string[],
): Promise<void> {
  const names = await Promise.all(
    externalIds.flatMap((id) => [
      placeHash(deps, { platform, externalId: id }).then((hash) => byHash(deps, hash)),
      byId(deps, platform, id),
    ]),
  );
  const ids = externalIds.flatMap((id) => [id, id]);
  const known = await sqlRows(deps.db, knownRow)`
    SELECT w.id, known.id AS "externalId" FROM unnest(${ids}::text[], ${names}::text[]) AS known(id, name)
    JOIN workspaces w ON w.platform = ${platform}::"Platform" AND w.external_id = known.name`;
  for (const { id, externalId } of known) {
    const place = { platform, externalId };
    const { readable, sealed } = await sealPlaceId(deps, { workspaceId: id }, externalId);
    const hash = await placeHash(deps, place);
    await deps.db.$executeRaw`
      UPDATE workspaces w SET external_id = ${readable || null}, external_id_hash = ${hash}, external_id_sealed = ${sealed}::bytea
      WHERE w.id = ${id}::uuid AND w.external_id LIKE 'gone:%'
        AND (workspace_at(w.platform, ${hash}, ${externalId})).id IS NULL`;
  }
}
