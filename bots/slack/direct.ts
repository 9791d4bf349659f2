import type { Deps } from '#core/deps.ts';
import { Failure } from '#core/failure.ts';
import { type SlackTarget, targetOf } from './answer.ts';
import type { Origin } from './origin.ts';

/** Where somebody is answered who asked in no channel: in their direct messages with the bot. @throws Failure cannot_post */
export async function directTarget({ slack }: Pick<Deps, 'slack'>, origin: Origin): Promise<SlackTarget> {
  const { teamId, userId: users } = origin;
  const opened = await slack.withClient(teamId, (client) => client.conversations.open({ users }));
  const channel = opened?.channel?.id;
  if (channel === undefined)
    throw new Failure('cannot_post', {
      title: 'I cannot write to you',
      happened: 'Slack does not let me send you a direct message. Nothing was made and nothing was taken.',
      next: ['Use ', { command: 'imagine' }, ' in a channel.'],
    });
  return targetOf({ ...origin, conversation: { channel } });
}
