import { z } from 'zod';
import { isShown } from '../assets/shown.ts';
import { byName } from '../by-name.ts';
import { int, text, time, uuid } from '../database/columns.ts';
import { sqlRows } from '../database/rows.ts';
import type { Deps } from '../deps.ts';
import { type Opened, openFields, storedText } from '../keys/stored-text.ts';
import { formatNames } from '../models/define-model.ts';
import { storedPixelWish } from '../models/pixel-wish.ts';
import { noSuchProject } from './refusals.ts';

const coversShown = 4;

const projectRow = z.object({
  id: uuid,
  name: storedText,
  model: text.nullable(),
  size: text.nullable(),
  format: z.enum(formatNames).nullable(),
  pixel: storedPixelWish,
  style: storedText,
  /** The palette to which what is made there is locked. */
  paletteId: uuid.nullable(),
  notes: storedText,
  /** The image that was chosen to stand for it, if it still is in it. */
  coverId: uuid.nullable(),
  archivedAt: time.nullable(),
  createdAt: time,
  assetCount: int,
  /** The chosen image, or its newest ones; models are the provider's ids, null if none made it. */
  covers: z.array(
    z.object({
      ...{ id: uuid, width: int, height: int },
      ...{ model: text.nullable(), originModel: text.nullable(), operation: text.nullable() },
    }),
  ),
});
export type ProjectRow = Opened<z.infer<typeof projectRow>, 'name' | 'style' | 'notes'>;

/** A person's projects by name, archived ones last; only one of them if an id is given. One statement. */
export async function listProjects(
  deps: Pick<Deps, 'db' | 'keys' | 'log'>,
  { userId, id = null }: { userId: string; id?: string | null },
): Promise<ProjectRow[]> {
  const rows = await sqlRows(deps.db, projectRow)`
    SELECT p.id, stored_text(p.name, p.name_sealed) AS name, p.default_model AS model, p.default_size AS size, p.default_format AS format, p.default_pixel AS pixel, stored_text(p.style, p.style_sealed) AS style,
      p.palette_id AS "paletteId", stored_text(p.notes, p.notes_sealed) AS notes, c.id AS "coverId", p.archived_at AS "archivedAt",
      p.created_at AS "createdAt",
      (SELECT count(*)::int FROM assets a WHERE a.project_id = p.id AND ${isShown}) AS "assetCount",
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', n.id, 'model', g.model, 'originModel', g.origin_model, 'operation', n.operation, 'width', n.width, 'height', n.height) ORDER BY n.created_at DESC, n.id DESC), '[]')
       FROM (SELECT * FROM assets a WHERE a.project_id = p.id AND ${isShown}
               AND (c.id IS NULL OR a.id = c.id)
             ORDER BY a.created_at DESC, a.id DESC LIMIT ${coversShown}::int) n
         LEFT JOIN generations g ON g.id = n.generation_id) AS covers
    FROM projects p
    LEFT JOIN assets c ON c.id = p.cover_asset_id AND c.project_id = p.id AND c.deleted_at IS NULL
      AND c.trashed_at IS NULL AND c.hidden_at IS NULL AND c.flagged_at IS NULL
    WHERE p.user_id = ${userId}::uuid AND (${id}::uuid IS NULL OR p.id = ${id}::uuid)
    ORDER BY p.id`;
  const projects = await openFields(deps, rows, 'name', 'style', 'notes');
  return projects.sort(
    (one, other) => Number(one.archivedAt !== null) - Number(other.archivedAt !== null) || byName(one.name, other.name),
  );
}

/** @throws Failure not_found, also if it was just deleted in another tab */
export async function readProject(
  deps: Pick<Deps, 'db' | 'keys' | 'log'>,
  whose: { userId: string; id: string },
): Promise<ProjectRow> {
  const [project] = await listProjects(deps, whose);
  if (!project) throw noSuchProject();
  return project;
}
