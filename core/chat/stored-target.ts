import { z } from 'zod';
import { Prisma } from '../../prisma/generated/client.ts';
import { bytes, flag, int, platform, text, time } from '../database/columns.ts';
import type { Deps } from '../deps.ts';
import type { KeyOwner } from '../keys/keys.ts';
import { sealId, sealPlaceId } from '../keys/seal-words.ts';
import { openText, storedTextOf } from '../keys/stored-text.ts';
import { openOrNothing } from '../sealed.ts';
import { placeHashOf } from './place-hash.ts';
import type { ReplyTarget } from './target.ts';

/** A row of `reply_targets`, as Prisma and targetColumns read it. */
export const targetRow = z.object({
  platform,
  workspaceId: text,
  workspaceIdSealed: bytes.nullable(),
  channelId: text,
  threadId: text.nullable(),
  userId: text,
  channelIdSealed: bytes.nullable(),
  threadIdSealed: bytes.nullable(),
  userIdSealed: bytes.nullable(),
  fileLimit: int,
  ageRestricted: flag,
  isPrivate: flag,
  replyToken: bytes.nullable(),
  replyExpiresAt: time.nullable(),
});
export type TargetRow = z.infer<typeof targetRow>;

/** The columns of a targetRow, of reply_targets `r`. */
export const targetColumns = Prisma.sql`r.platform, r.workspace_id AS "workspaceId", r.workspace_id_sealed AS "workspaceIdSealed", r.channel_id AS "channelId", r.thread_id AS "threadId",
  r.user_id AS "userId", r.channel_id_sealed AS "channelIdSealed", r.thread_id_sealed AS "threadIdSealed", r.user_id_sealed AS "userIdSealed",
  r.file_limit AS "fileLimit", r.age_restricted AS "ageRestricted", r.is_private AS "isPrivate", r.reply_token AS "replyToken", r.reply_expires_at AS "replyExpiresAt"`;

/** As stored: with the token sealed, and with the key of whoever asked (`owner`) where it is and who they are. */
export async function rowOfTarget(deps: Pick<Deps, 'seal' | 'keys'>, owner: KeyOwner, target: ReplyTarget) {
  const { platform, workspaceId, channelId, threadId, userId, fileLimit, replyToken, replyExpiresAt } = target;
  const [workspace, channel, thread, user] = [
    await sealPlaceId(deps, owner, workspaceId),
    await sealId(deps, owner, channelId),
    await sealId(deps, owner, threadId ?? ''),
    await sealId(deps, owner, userId),
  ];
  return {
    ...{ platform, fileLimit, ageRestricted: target.isAgeRestricted ?? false, isPrivate: target.isPrivate ?? false },
    ...{ workspaceId: workspace.readable, workspaceIdSealed: workspace.sealed },
    workspaceIdHash: await placeHashOf(deps, { platform, externalId: workspaceId }),
    ...{ channelId: channel.readable, channelIdSealed: channel.sealed },
    ...{ threadId: thread.readable || null, threadIdSealed: thread.sealed },
    ...{ userId: user.readable, userIdSealed: user.sealed },
    replyToken: replyToken === undefined ? null : new Uint8Array(deps.seal.close(replyToken)),
    replyExpiresAt: replyExpiresAt ?? null,
  };
}

/**
 * The inverse; a token that cannot be opened counts as absent. An id whose key is gone is `unreadable`: no chat knows it.
 * @throws StorageError unavailable, if the key store is away
 */
export async function targetOfRow(
  deps: Pick<Deps, 'seal' | 'keys' | 'log' | 'metrics'>,
  row: TargetRow,
): Promise<ReplyTarget> {
  const { platform, fileLimit, replyToken, replyExpiresAt } = row;
  const workspaceId = await openText(deps, storedTextOf(row.workspaceId, row.workspaceIdSealed));
  const channelId = await openText(deps, storedTextOf(row.channelId, row.channelIdSealed));
  const threadId = await openText(deps, storedTextOf(row.threadId ?? '', row.threadIdSealed));
  const userId = await openText(deps, storedTextOf(row.userId, row.userIdSealed));
  const opened = replyToken ? openOrNothing(deps, replyToken, 'a reply token') : undefined;
  return {
    ...{ platform, workspaceId, channelId, userId, fileLimit },
    ...(row.ageRestricted ? { isAgeRestricted: true } : {}),
    ...(row.isPrivate ? { isPrivate: true } : {}),
    ...(threadId === '' ? {} : { threadId }),
    ...(opened === undefined ? {} : { replyToken: opened }),
    ...(replyExpiresAt ? { replyExpiresAt } : {}),
  };
}
