import type { AllMiddlewareArgs, SlackEventMiddlewareArgs } from '@slack/bolt';
import { findGuest } from '#core/accounts/identify.ts';
import { isClosed } from '#core/chat/slack/errors.ts';
import { plainIfRefused } from '#core/chat/slack/plain-if-refused.ts';
import { renderSlack } from '#core/chat/slack/render.ts';
import type { Deps } from '#core/deps.ts';
import { homeCard } from '../home-card.ts';
import { newcomerCard } from '../newcomer-card.ts';
import { askerOf } from './answer.ts';
import { type Origin, originOfEvent } from './origin.ts';

/** Somebody opened the Home tab. Whoever only looks is not remembered. */
export async function onHome(
  deps: Deps,
  { event, body }: SlackEventMiddlewareArgs<'app_home_opened'> & AllMiddlewareArgs,
): Promise<void> {
  if (event.tab === 'home') await publishHome(deps, originOfEvent(body, event));
}

/** Shows the Home tab anew; https://docs.slack.dev/reference/methods/views.publish */
export async function publishHome(deps: Deps, origin: Origin): Promise<void> {
  const { teamId, userId: user_id } = origin;
  try {
    const at = { place: { platform: 'slack', externalId: teamId }, channelIds: [] } as const;
    const who = await findGuest(deps, askerOf({ ...origin, workspaceId: teamId }), at);
    const card = who ? await homeCard(deps, who, 'slack') : newcomerCard({});
    const publish = () =>
      deps.slack.withClient(teamId, (client) =>
        plainIfRefused(card, (words) =>
          client.views.publish({ user_id, view: { type: 'home', blocks: renderSlack(words, 'home').blocks } }),
        ),
      );
    // Nothing else tells the person: what may pass is tried once more.
    await publish().catch((error: unknown) => (isClosed(error) ? Promise.reject(error) : publish()));
  } catch (err) {
    deps.log.warn({ err }, 'a Home tab was not shown');
  }
}
