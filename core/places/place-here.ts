import { z } from 'zod';
import { Prisma } from '../../prisma/generated/client.ts';
import { channelHash } from '../chat/channel-hash.ts';
import { type Place, placeHash } from '../chat/place-hash.ts';
import { flag, int, text } from '../database/columns.ts';
import { sqlRow } from '../database/rows.ts';
import type { Deps } from '../deps.ts';

/** In which channels of a place images may be asked for: all, only the listed ones, all but those. */
export const channelRules = ['all', 'only', 'except'] as const;
export type ChannelRule = (typeof channelRules)[number];

/**
 * What happens with pictures for adults alone in a place's age-restricted channels: they are not looked for, `usual`; they are covered; they are
 * withheld, as in any other channel. Never less than the operator wants.
 */
export const adultRules = ['usual', 'spoiler', 'withhold'] as const;
export type AdultRule = (typeof adultRules)[number];

/** What those who manage a server or workspace want there, as far as it concerns one request. */
export const placeHere = z.object({
  channels: z.enum(channelRules),
  /** The request's channel is among those that `channels` is about. */
  isListed: flag,
  /** Only members of these roles or user groups may make images; none: everybody. */
  groups: z.array(text),
  adult: z.enum(adultRules),
  model: text.nullable(),
  dailyImages: int.nullable(),
  managersDelete: flag,
  /** Whoever asks is kept from using UPixel here. */
  isBlocked: flag,
});
export type PlaceHere = z.infer<typeof placeHere>;

/** Where somebody asks: the place, and the channel; of a thread also its parent. */
export interface At {
  place: Place;
  channelIds: readonly string[];
}

/** SQL: the PlaceHere of a request by the identity `f.identity_id`; null without a place of ours. It rides along with the statement that identifies them. */
export async function placeHereOf(deps: Pick<Deps, 'keys'>, at: At | undefined): Promise<Prisma.Sql> {
  const { platform = null, externalId = '' } = at?.place ?? {};
  const hash = at ? await placeHash(deps, at.place) : null;
  const [channel = null, parent = null] = await Promise.all(
    (at?.channelIds ?? []).map((channelId) =>
      channelHash(deps, { platform: platform ?? 'discord', workspaceId: externalId, channelId }),
    ),
  );
  return Prisma.sql`(SELECT jsonb_build_object('channels', coalesce(p.channels, 'all'), 'adult', coalesce(p.adult, 'usual'), 'model', p.model,
      'dailyImages', p.daily_images, 'managersDelete', coalesce(p.managers_delete, false),
      'isListed', EXISTS (SELECT FROM place_channels c WHERE c.workspace_id = w.id AND c.channel_hash IN (${channel}::bytea, ${parent}::bytea)),
      'groups', ARRAY(SELECT g.group_id FROM place_groups g WHERE g.workspace_id = w.id),
      'isBlocked', EXISTS (SELECT FROM place_blocks b WHERE b.workspace_id = w.id AND b.identity_id = f.identity_id))
    FROM workspace_at(${platform}::"Platform", ${hash}::bytea, ${externalId}) w LEFT JOIN place_rules p ON p.workspace_id = w.id
    WHERE w.id IS NOT NULL)`;
}

const read = z.object({ here: placeHere.nullable() });

/** The same in a statement of its own, for somebody who was not known. */
export async function readPlaceHere(
  deps: Pick<Deps, 'db' | 'keys'>,
  { at, identityId }: { at: At; identityId: string },
): Promise<PlaceHere | null> {
  const here = await placeHereOf(deps, at);
  const row = await sqlRow(deps.db, read)`SELECT ${here} AS here FROM (SELECT ${identityId}::uuid AS identity_id) f`;
  return row?.here ?? null;
}
