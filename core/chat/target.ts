import { z } from 'zod';
import { Prisma } from '../../prisma/generated/client.ts';
import { bytes, int, platform, text, time } from '../database/columns.ts';
import type { Logger } from '../log.ts';
import type { Metrics } from '../metrics/metrics.ts';
import type { Seal } from '../seal.ts';
import { openOrNothing } from '../sealed.ts';
import type { Platform } from './platforms.ts';

/** Where in a chat something is answered, and how it can be reached. */
export interface ReplyTarget {
  platform: Platform;
  /** The Discord server, or the Slack team that installed us and whose token is used; empty in a direct message on Discord. */
  workspaceId: string;
  channelId: string;
  /** In Slack, the thread's parent message. */
  threadId?: string;
  /** Who asked, by the chat's own id. */
  userId: string;
  /** Maximum size of one file here, in bytes. */
  fileLimit: number;
  /** Discord's interaction token or Slack's response_url; absent once it is of no use. */
  replyToken?: string;
  replyExpiresAt?: Date;
}

/** A row of `reply_targets`, as Prisma and targetColumns read it. */
export const targetRow = z.object({
  platform,
  workspaceId: text,
  channelId: text,
  threadId: text.nullable(),
  userId: text,
  fileLimit: int,
  replyToken: bytes.nullable(),
  replyExpiresAt: time.nullable(),
});
export type TargetRow = z.infer<typeof targetRow>;

/** The columns of a targetRow, of reply_targets `r`. */
export const targetColumns = Prisma.sql`r.platform, r.workspace_id AS "workspaceId", r.channel_id AS "channelId", r.thread_id AS "threadId",
  r.user_id AS "userId", r.file_limit AS "fileLimit", r.reply_token AS "replyToken", r.reply_expires_at AS "replyExpiresAt"`;

/** As stored: with the token sealed. */
export function rowOfTarget({ seal }: { seal: Seal }, target: ReplyTarget) {
  const { platform, workspaceId, channelId, threadId = null, userId, fileLimit, replyToken, replyExpiresAt } = target;
  return {
    ...{ platform, workspaceId, channelId, threadId, userId, fileLimit },
    replyToken: replyToken === undefined ? null : new Uint8Array(seal.close(replyToken)),
    replyExpiresAt: replyExpiresAt ?? null,
  };
}

/** The inverse; a token that cannot be opened counts as absent. */
export function targetOfRow(deps: { seal: Seal; log: Logger; metrics: Metrics }, row: TargetRow): ReplyTarget {
  const { platform, workspaceId, channelId, threadId, userId, fileLimit, replyToken, replyExpiresAt } = row;
  const opened = replyToken ? openOrNothing(deps, replyToken, 'a reply token') : undefined;
  return {
    ...{ platform, workspaceId, channelId, userId, fileLimit },
    ...(threadId === null ? {} : { threadId }),
    ...(opened === undefined ? {} : { replyToken: opened }),
    ...(replyExpiresAt ? { replyExpiresAt } : {}),
  };
}
