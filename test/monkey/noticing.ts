import type { SlackChange, SlackPeople } from '#sandbox/slack/people.ts';

export interface Noticing {
  /** From now on: what changes in these channels, and in this person's windows unless `only` messages count. */
  now(userId: string, channelIds: readonly string[], only?: 'messages'): { changed(): Promise<void> };
}

/** What somebody in Slack sees change: Slack itself does not say what an answer belongs to. */
export function noticeInSlack(people: SlackPeople): Noticing {
  return {
    now(userId, channelIds, only) {
      let isChanged = false;
      let tell: () => void = () => undefined;
      const stop = people.subscribe((change) => {
        if (!isSeen(change, { userId, channelIds, only })) return;
        isChanged = true;
        stop();
        tell();
      });
      return { changed: () => (isChanged ? Promise.resolve() : new Promise((resolve) => (tell = resolve))) };
    },
  };
}

function isSeen(
  change: SlackChange,
  { userId, channelIds, only }: { userId: string; channelIds: readonly string[]; only: 'messages' | undefined },
): boolean {
  switch (change.type) {
    case 'view':
    case 'home':
      return only === undefined && change.userId === userId;
    case 'ephemeral':
      return change.userId === userId;
    case 'message':
    case 'message_changed':
    case 'message_deleted':
      return channelIds.includes(change.channelId);
    default:
      return false;
  }
}
