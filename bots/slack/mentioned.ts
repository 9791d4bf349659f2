import type { EnvelopedEvent } from '@slack/bolt';
import { findInstall } from '#core/chat/slack/installs.ts';
import { isOfTeam } from '#core/chat/slack/members.ts';
import { visible } from '#core/contract/visible.ts';
import type { Deps } from '#core/deps.ts';
import { type Origin, originElsewhere, originOfEvent } from './origin.ts';
import { userOf } from './person.ts';

interface Mentioned extends Origin {
  /** Our bot's user, as the text mentions it. */
  botUserId: string;
}

/**
 * Whose bot was mentioned, and by whom. For a channel in which several companies have us, Slack sends one event and names any one of the installs
 * (https://docs.slack.dev/apis/events-api#authorizations): then the mention itself says which one is meant.
 */
export async function mentionedBy(
  deps: Deps,
  body: EnvelopedEvent,
  event: Parameters<typeof originOfEvent>[1] & { text: string },
): Promise<Mentioned> {
  const named = body.authorizations?.[0]?.user_id ?? '';
  const ids = [...event.text.matchAll(/<@([UW][A-Z0-9]+)(?:\|[^<>]*)?>/g)].map(([, id = '']) => id);
  const other = ids.includes(named) ? undefined : await installOf(deps, ids);
  if (!other) return { ...originOfEvent(body, event), botUserId: named };
  const { teamId, botUserId } = other;
  const user = await userOf(deps, { workspaceId: teamId, userId: event.user ?? '' });
  return { ...originElsewhere(body, event, { teamId, isOwn: !!user && isOfTeam(user, teamId) }), botUserId };
}

/** What was written without the mention of us, which is no part of what is wanted. */
export const withoutUs = (text: string, botUserId: string): string =>
  visible(botUserId === '' ? text : text.replace(new RegExp(`\\s*<@${botUserId}(\\|[^>]*)?>\\s*`, 'g'), ' ').trim());

async function installOf(deps: Deps, botUserIds: string[]) {
  if (botUserIds.length === 0) return undefined;
  return findInstall(deps, botUserIds).catch((err) => {
    deps.log.warn({ err }, 'it is not known whose bot was mentioned');
    return undefined;
  });
}
