import { z } from 'zod';
import type { Prisma } from '../../prisma/generated/client.ts';
import { int } from '../database/columns.ts';
import { sqlRow } from '../database/rows.ts';
import type { Deps } from '../deps.ts';
import { sealName } from '../keys/seal-words.ts';
import { openText, storedText } from '../keys/stored-text.ts';
import { repeatable } from '../requests/lost-answer.ts';
import { findWorkspaces } from '../teams/add-workspaces.ts';
import type { Group, TeamHere } from '../teams/team-here.ts';
import { type ByManager, recordAction } from './actions.ts';
import { type AdultRule, placeHere } from './place-here.ts';

const rulesRow = placeHere.pick({ channels: true, adult: true, model: true, dailyImages: true, managersDelete: true });
const read = rulesRow.extend({ channelIds: z.array(storedText), groups: z.array(storedText), blocked: int });
export type Rules = z.infer<typeof rulesRow> & {
  /** The channels that `channels` is about, by the chat's own ids. */
  channelIds: string[];
  /** The names of the roles or user groups that may make images; none: everybody. */
  groups: string[];
  /** How many members are blocked. */
  blocked: number;
};

/** All that those who manage a place want there: one statement. */
export async function readRules(deps: Pick<Deps, 'db' | 'keys' | 'log'>, workspaceId: string): Promise<Rules> {
  const row = await sqlRow(deps.db, read)`
    SELECT coalesce(p.channels, 'all') AS channels, coalesce(p.adult, 'usual') AS adult, p.model, p.daily_images AS "dailyImages",
      coalesce(p.managers_delete, false) AS "managersDelete",
      ARRAY(SELECT stored_text(c.channel_id, c.channel_id_sealed) FROM place_channels c WHERE c.workspace_id = w.id) AS "channelIds",
      ARRAY(SELECT stored_text(g.name, g.name_sealed) FROM place_groups g WHERE g.workspace_id = w.id) AS groups,
      (SELECT count(*)::int FROM place_blocks b WHERE b.workspace_id = w.id) AS blocked
    FROM workspaces w LEFT JOIN place_rules p ON p.workspace_id = w.id WHERE w.id = ${workspaceId}::uuid`;
  if (!row) throw new Error('a place that was found a moment ago is gone');
  const opened = async (texts: typeof row.groups) => Promise.all(texts.map((text) => openText(deps, text)));
  const [channelIds, groups] = await Promise.all([opened(row.channelIds), opened(row.groups)]);
  return { ...row, channelIds: channelIds.sort(), groups: groups.sort() };
}

/** The same of a server or workspace by the chat's own id; undefined for one that we do not know yet. */
export async function rulesIn(
  deps: Pick<Deps, 'db' | 'keys' | 'log'>,
  { platform, externalId }: Pick<TeamHere, 'platform' | 'externalId'>,
): Promise<Rules | undefined> {
  const workspaceId = (await findWorkspaces(deps, platform, [externalId])).get(externalId);
  return workspaceId === undefined ? undefined : readRules(deps, workspaceId);
}

/** What is left out stays as it is. */
export interface RuleChanges {
  groups?: readonly Group[] | undefined;
  adult?: AdultRule | undefined;
  model?: string | null | undefined;
  dailyImages?: number | null | undefined;
  managersDelete?: boolean | undefined;
}

export async function changeRules(
  deps: Pick<Deps, 'db' | 'keys'>,
  by: ByManager,
  { groups, ...changes }: RuleChanges,
): Promise<void> {
  const { workspaceId } = by;
  const named = await Promise.all(
    (groups ?? []).map(async ({ id, name }) => {
      const { readable, sealed } = await sealName(deps, { workspaceId }, name);
      return { workspaceId, groupId: id, name: readable, nameSealed: sealed };
    }),
  );
  await repeatable(() =>
    deps.db.$transaction(async (tx) => {
      await writeRules(tx, workspaceId, changes);
      if (groups !== undefined) {
        await tx.placeGroup.deleteMany({ where: { workspaceId } });
        await tx.placeGroup.createMany({ data: named });
      }
      await recordAction(tx, by, 'rules');
    }),
  );
}

/** Locks them until the end of the transaction. */
export async function writeRules(
  tx: Prisma.TransactionClient,
  workspaceId: string,
  changes: Omit<RuleChanges, 'groups'> & { channels?: Rules['channels'] },
): Promise<void> {
  const said = {
    ...Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)),
    updatedAt: new Date(),
  };
  await tx.placeRules.upsert({ where: { workspaceId }, create: { workspaceId, ...said }, update: said });
}
