import { remove } from './messages.ts';
import type { SlackPeople } from './people.ts';
import type { Slack } from './slack.ts';
import { type Channel, isChannel } from './state.ts';

type Moderate = Pick<SlackPeople, 'archiveChannel' | 'removeBot' | 'deleteMessage'>;

/** What those who manage a channel do to it, and to what others wrote. */
export function createModerate({ state }: Slack): Moderate {
  const channelOf = (channelId: string): Channel => {
    const channel = state.channels.get(channelId);
    if (!channel || !isChannel(channel)) throw new Error(`There is no channel ${channelId}.`);
    return channel;
  };
  const changed = ({ teamId, id: channelId }: Channel) => state.emit({ type: 'channel', teamId, channelId });
  return {
    archiveChannel(channelId, archived) {
      const channel = channelOf(channelId);
      channel.archived = archived;
      changed(channel);
    },
    removeBot(channelId) {
      const channel = channelOf(channelId);
      const bot = state.teams.get(channel.teamId)?.botUserId ?? '';
      if (!channel.memberIds.delete(bot)) throw new Error('The bot is not in this channel.');
      changed(channel);
    },
    deleteMessage({ channelId, ts }) {
      const channel = channelOf(channelId);
      const message = channel.byTs.get(ts);
      if (!message || message.ephemeralFor !== undefined) throw new Error(`There is no message ${ts}.`);
      remove(state, channel, message);
    },
  };
}
