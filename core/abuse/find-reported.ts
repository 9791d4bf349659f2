import { z } from 'zod';
import { placeHashOf } from '../chat/place-hash.ts';
import { targetColumns, targetOfRow, targetRow } from '../chat/stored-target.ts';
import type { ReplyTarget } from '../chat/target.ts';
import { uuid } from '../database/columns.ts';
import { sqlRow, sqlRows } from '../database/rows.ts';
import type { Deps } from '../deps.ts';
import { nothingToReport } from './report.ts';

const found = z.object({ generationId: uuid });

/** Whether it looks like an address, and not like words. */
export const isLink = (text: string): boolean => /^<?https?:\/\//.test(text.trim());

/**
 * The chat's id of a message, from the link that the chat gives: https://discord.com/channels/<server>/<channel>/<message>, or
 * https://<workspace>.slack.com/archives/<channel>/p<ts without its point>.
 */
function messageOfLink(link: string): string | undefined {
  const address = link.trim().replace(/^<|>$/g, '');
  if (!isLink(address)) return undefined;
  const discord = /\/channels\/(?:\d+|@me)\/\d+\/(\d{5,20})\/?$/.exec(address)?.[1];
  const slack = /\/archives\/[A-Z0-9]+\/p(\d{6,16})(\d{6})(?:\?.*)?$/.exec(address);
  return discord ?? (slack ? `${slack[1]}.${slack[2]}` : undefined);
}

/** Whether it is the link of a message in one of the chats, wherever that stands. */
export const isMessageLink = (text: string): boolean => messageOfLink(text) !== undefined;

/**
 * The request whose pictures the message of this link shows, in the server or workspace where it is asked. `isSeen`: in the same channel.
 * @throws Failure unknown_generation
 */
export async function findByLink(
  deps: Pick<Deps, 'db' | 'keys' | 'seal' | 'log' | 'metrics'>,
  here: ReplyTarget,
  link: string,
): Promise<{ generationId: string; isSeen: boolean }> {
  const messageId = messageOfLink(link);
  const place = await placeHashOf(deps, { platform: here.platform, externalId: here.workspaceId });
  const row =
    messageId === undefined
      ? undefined
      : await sqlRow(deps.db, found.extend(targetRow.shape))`
          SELECT m.generation_id AS "generationId", ${targetColumns} FROM chat_messages m JOIN reply_targets r ON r.id = m.target_id
          WHERE m.message_id = ${messageId} AND r.platform = ${here.platform}::"Platform"
            AND r.workspace_id_hash IS NOT DISTINCT FROM ${place}::bytea LIMIT 1`;
  if (!row) throw nothingToReport();
  const { channelId } = await targetOfRow(deps, row);
  return { generationId: row.generationId, isSeen: channelId === here.channelId };
}

/** Where a picture stands is sealed: of so many of the latest ones of a server or workspace it is opened, in the last days. */
const mostLooked = 30;

/** The request whose pictures were shown last in this channel. @throws Failure unknown_generation */
export async function findLastHere(
  deps: Pick<Deps, 'db' | 'keys' | 'seal' | 'log' | 'metrics'>,
  here: ReplyTarget,
): Promise<string> {
  const place = await placeHashOf(deps, { platform: here.platform, externalId: here.workspaceId });
  const latest = await sqlRows(deps.db, found.extend(targetRow.shape))`
    SELECT m.generation_id AS "generationId", ${targetColumns}
    FROM chat_messages m JOIN reply_targets r ON r.id = m.target_id JOIN generations g ON g.id = m.generation_id
    WHERE r.platform = ${here.platform}::"Platform" AND r.workspace_id_hash IS NOT DISTINCT FROM ${place}::bytea
      AND g.tool IS DISTINCT FROM 'describe' AND m.created_at > now() - interval '7 days'
    ORDER BY m.created_at DESC LIMIT ${mostLooked}::int`;
  for (const row of latest) {
    const { channelId } = await targetOfRow(deps, row);
    if (channelId === here.channelId) return row.generationId;
  }
  throw nothingToReport();
}
