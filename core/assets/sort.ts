import { Prisma } from '../../prisma/generated/client.ts';
import type { AssetSort } from '../contract/pages/gallery.ts';
import { float } from '../database/columns.ts';
import { models } from '../models/catalogue.ts';
import { shownHeight, shownWidth } from './shown-sides.ts';

/** Where a list goes on: after an image with this time, this id and, if it is sorted by something else, this key. */
export interface ListPosition {
  createdAt: Date;
  id: string;
  sortKey?: number | null;
}

/** As a row has it: null if the list is sorted by time alone. */
export const sortKey = float.nullable();

const modelsByLabel = [...models].sort((one, other) => one.label.localeCompare(other.label, 'en')).map(({ id }) => id);
/** Models by their names; whatever none of these drew comes last. */
const byModel = Prisma.sql`(-coalesce(array_position(${modelsByLabel}::text[], coalesce(g.origin_model, g.model)), ${modelsByLabel.length + 1}::int)::float8)`;

/**
 * Servers and workspaces, those that installed it last first; then other messages of a chat, and what was asked in none. Their names are sealed, and
 * would change the order while somebody goes through it.
 */
const byPlace = Prisma.sql`coalesce((SELECT coalesce(extract(epoch FROM s.first_installed_at)::float8, 1)
  FROM deliveries d JOIN reply_targets r ON r.id = d.target_id
    LEFT JOIN LATERAL workspace_at(r.platform, r.workspace_id_hash, r.workspace_id) s ON true
  WHERE d.generation_id = a.generation_id), CASE WHEN g.identity_id IS NULL THEN 0 ELSE 1 END)`;

/** What a list is sorted by, largest first, of an asset `a` and its optional request `g`; undefined: by time alone. What is equal in it is newest first. */
const keys: Record<AssetSort, Prisma.Sql | undefined> = {
  newest: undefined,
  oldest: undefined,
  largest: Prisma.sql`(${shownWidth}::float8 * ${shownHeight})`,
  smallest: Prisma.sql`(-${shownWidth}::float8 * ${shownHeight})`,
  widest: Prisma.sql`(${shownWidth}::float8 / ${shownHeight})`,
  tallest: Prisma.sql`(${shownHeight}::float8 / ${shownWidth})`,
  favourites: Prisma.sql`coalesce(extract(epoch FROM a.favourite_at)::float8, 0)`,
  model: byModel,
  place: byPlace,
};

const everything = Prisma.sql`TRUE`;

/** The order of a list of assets `a`. `newest` goes along the index (user_id, created_at, id). */
export function sorted(sort: AssetSort = 'newest') {
  const key = keys[sort];
  const isOldest = sort === 'oldest';
  const [further, nearer] = [Prisma.raw(isOldest ? '>' : '<'), Prisma.raw(isOldest ? '<' : '>')];
  const [down, up] = [Prisma.raw(isOldest ? 'ASC' : 'DESC'), Prisma.raw(isOldest ? 'DESC' : 'ASC')];
  const row = key ? Prisma.sql`(${key}, a.created_at, a.id)` : Prisma.sql`(a.created_at, a.id)`;
  const order = (way: Prisma.Sql) =>
    key ? Prisma.sql`${key} ${way}, a.created_at ${way}, a.id ${way}` : Prisma.sql`a.created_at ${way}, a.id ${way}`;
  return {
    key: key ?? Prisma.sql`NULL::float8`,
    isKeyed: key !== undefined,
    order: order(down),
    backwards: order(up),
    /** What comes after a position of an earlier page. */
    after(position: ListPosition | undefined): Prisma.Sql {
      if (!position) return everything;
      const { createdAt, id } = position;
      return key
        ? Prisma.sql`${row} < (${position.sortKey ?? 0}::float8, ${createdAt}::timestamptz, ${id}::uuid)`
        : Prisma.sql`${row} ${further} (${createdAt}::timestamptz, ${id}::uuid)`;
    },
    /** What comes after, or before, the image `it`, which has its own `key` as `sort_key`. */
    beside(side: 'after' | 'before'): Prisma.Sql {
      const way = side === 'after' ? further : nearer;
      return key
        ? Prisma.sql`${row} ${way} (it.sort_key, it.created_at, it.id)`
        : Prisma.sql`${row} ${way} (it.created_at, it.id)`;
    },
  };
}
