import { z } from 'zod';
import { findGuest } from '../accounts/identify.ts';
import { milliseconds } from '../database/columns.ts';
import { sqlRow } from '../database/rows.ts';
import type { Deps } from '../deps.ts';
import { redeliver, seenDelivery } from '../generations/redeliver.ts';
import { standsHere } from '../generations/stands-here.ts';
import { notFound } from '../not-found.ts';
import { checkPlace } from '../places/may-use.ts';
import { blockedHere } from '../places/refusals.ts';
import { type AskedIn, listAskedIn } from './asked-in.ts';
import { type ChannelDeps, type ChannelNow, channelNow } from './channel-now.ts';
import { channelClosed, sentALot, standsThere } from './refusals.ts';

type SendDeps = ChannelDeps & Pick<Deps, 'db' | 'keys' | 'seal' | 'queues' | 'metrics' | 'messengers'>;

/** Until the oldest of as many as may be posted in an hour is no longer one of them. */
const waits = z.object({ waitMs: milliseconds });
/** What one account has posted in chats within an hour, asked for there or sent. */
const mostInAnHour = 60;

/**
 * Posts a request's result in a channel where its owner asked before, for everybody there, with their name, as if they had pressed *Post here*.
 * @throws Failure not_found, channel_closed, not_in_this_channel, not_in_group, blocked_here, stands_here, too_much, chat_silent, and as redeliver
 */
export async function sendTo(
  deps: SendDeps,
  userId: string,
  { generationId, placeId }: { generationId: string; placeId: string },
): Promise<void> {
  if (!(await deps.db.generation.findFirst({ where: { id: generationId, userId }, select: { id: true } })))
    throw notFound('There is no such request');
  const place = (await listAskedIn(deps, userId)).find(({ generationIds }) => generationIds.includes(placeId));
  const now = place && (await channelNow(deps, place.target));
  if (!place || !now) throw channelClosed();
  const target = await checkedTarget(deps, userId, { place, now });
  const seen = await seenDelivery(deps, generationId);
  const standing = await standsHere(deps, generationId, target);
  if (standing) throw standsThere();
  const oldest = await sqlRow(deps.db, waits)`
    SELECT (extract(epoch FROM d.asked_at + interval '1 hour' - now()) * 1000)::float8 AS "waitMs"
    FROM deliveries d JOIN generations g ON g.id = d.generation_id
    WHERE g.user_id = ${userId}::uuid AND d.asked_at > now() - interval '1 hour'
    ORDER BY d.asked_at DESC OFFSET ${mostInAnHour - 1}::int LIMIT 1`;
  if (oldest) throw sentALot(mostInAnHour, oldest.waitMs);
  await redeliver(deps, { generationId, who: { identityId: place.identityId, userId }, target, seen });
}

/** With what those who manage the place want there. */
async function checkedTarget(
  deps: SendDeps,
  userId: string,
  { place: { target }, now }: { place: AskedIn; now: ChannelNow },
) {
  const { platform, workspaceId: externalId } = target;
  const { channelIds, person, whichOf } = now;
  const who = await findGuest(deps, person, { place: { platform, externalId }, channelIds });
  if (who?.userId !== userId) throw channelClosed();
  const { here } = who;
  if (here?.isBlocked) throw blockedHere(platform);
  if (here) await checkPlace(deps, here, { team: { platform, externalId, whichOf }, channelIds });
  const isAgeRestricted = here?.adult !== 'withhold' && now.isAgeRestricted;
  return { ...target, isAgeRestricted };
}
