import { z } from 'zod';
import { Prisma } from '../../prisma/generated/client.ts';
import { platform } from '../database/columns.ts';
import { type Opened, storedText } from '../keys/stored-text.ts';

/** Where a request was made, as columns of a row. */
export const placeRow = z.object({
  /** Null if it was not asked in a chat. */
  platform: platform.nullable(),
  /** The name of the Slack workspace or Discord server in which it was asked, if known. */
  workspaceName: storedText.nullable(),
  /** Where the identity was linked. */
  placeName: storedText.nullable(),
});
/** Joins to a generation `g` where it was asked: the target `r`, its workspace `s`, and the identity `i` that asked. */
export const askedIn = Prisma.sql`LEFT JOIN identities i ON i.id = g.identity_id LEFT JOIN deliveries d ON d.generation_id = g.id
  LEFT JOIN reply_targets r ON r.id = d.target_id
  LEFT JOIN LATERAL workspace_at(r.platform, r.workspace_id_hash, r.workspace_id) s ON true`;
/** The name of the workspace `s`. */
export const workspaceName = Prisma.sql`CASE WHEN s.id IS NOT NULL THEN stored_text(s.name, s.name_sealed) END`;
/** The place of an identity `i`. */
export const placeName = Prisma.sql`CASE WHEN i.place_name IS NOT NULL OR i.place_name_sealed IS NOT NULL
  THEN stored_text(coalesce(i.place_name, ''), i.place_name_sealed) END`;
export type PlaceRow = Opened<z.infer<typeof placeRow>, 'workspaceName' | 'placeName'>;
