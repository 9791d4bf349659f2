import { isDirectId } from '../chat/slack/conversation.ts';
import { targetColumns, targetOfRow, targetRow } from '../chat/stored-target.ts';
import type { ReplyTarget } from '../chat/target.ts';
import { text, time, uuid } from '../database/columns.ts';
import { sqlRows } from '../database/rows.ts';
import type { Deps } from '../deps.ts';
import { workspaceName } from '../generations/place-row.ts';
import { openText, storedText } from '../keys/stored-text.ts';

/** A channel in which an account's person asked for images themselves, in the last thirty days. */
export interface AskedIn {
  /** Of the latest of these requests; names the place. */
  generationId: string;
  /** Of all that were looked through: each of them names it, as it did when it was the latest. */
  generationIds: string[];
  identityId: string;
  target: ReplyTarget;
  /** The server or workspace. */
  workspaceName: string | null;
  messageId: string | null;
  askedAt: Date;
}

const askedDays = 30;
/** The latest requests that are looked through. */
const mostLooked = 200;
const mostPlaces = 10;

const row = targetRow.extend({
  generationId: uuid,
  identityId: uuid,
  messageId: text.nullable(),
  askedAt: time,
  workspaceName: storedText.nullable(),
});

/**
 * The latest first; each once, whatever thread it was in. Slack tells a bot with our scopes neither who is in a channel nor what it is called: that somebody
 * has asked there is what we go by. Direct messages and what was for one person alone are no such place.
 */
export async function listAskedIn(
  deps: Pick<Deps, 'db' | 'keys' | 'seal' | 'log' | 'metrics'>,
  userId: string,
): Promise<AskedIn[]> {
  const rows = await sqlRows(deps.db, row)`
    SELECT g.id AS "generationId", g.identity_id AS "identityId", d.message_id AS "messageId", g.created_at AS "askedAt",
      ${workspaceName} AS "workspaceName", ${targetColumns}
    FROM generations g JOIN identities i ON i.id = g.identity_id AND i.user_id = g.user_id
      JOIN deliveries d ON d.generation_id = g.id JOIN reply_targets r ON r.id = d.target_id
      LEFT JOIN LATERAL workspace_at(r.platform, r.workspace_id_hash, r.workspace_id) s ON true
    WHERE g.user_id = ${userId}::uuid AND g.created_at > now() - ${askedDays}::int * interval '1 day'
      AND d.status = 'delivered' AND NOT r.is_private AND r.workspace_id_hash IS NOT NULL
    ORDER BY g.created_at DESC, g.id DESC LIMIT ${mostLooked}::int`;
  const found = new Map<string, AskedIn>();
  for (const each of rows) {
    const { threadId: _, replyToken: __, replyExpiresAt: ___, ...target } = await targetOfRow(deps, each);
    const { platform, workspaceId, channelId } = target;
    const key = [platform, workspaceId, channelId].join('/');
    if (isDirect(target)) continue;
    const known = found.get(key);
    if (known) known.generationIds.push(each.generationId);
    if (known || found.size >= mostPlaces) continue;
    const { generationId, identityId, messageId, askedAt } = each;
    const name = each.workspaceName && (await openText(deps, each.workspaceName));
    found.set(key, {
      generationId,
      generationIds: [generationId],
      identityId,
      target,
      workspaceName: name || null,
      messageId,
      askedAt,
    });
  }
  return [...found.values()];
}

/** In a server, or in a channel of a workspace: Slack's ids of conversations with the bot alone begin with a D. */
function isDirect({ platform, workspaceId, channelId }: ReplyTarget): boolean {
  switch (platform) {
    case 'discord':
      return workspaceId === '';
    case 'slack':
      return isDirectId(channelId);
  }
}
