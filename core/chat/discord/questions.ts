import type { StatusTarget } from '../messenger.ts';

/** More are not asked within a token's quarter of an hour by one process; beyond it the oldest stays as it was asked. */
const most = 2_000;

/**
 * What only one person sees can be changed by the token of the interaction that it answered, and by nothing else; the press on its button comes with another
 * one. So tokens are remembered here, by the message. A question that this process does not know stays as it is, and using it twice is refused anyway.
 */
export function createQuestions(now: () => number) {
  const known = new Map<string, { token: string; until: number }>();

  /** The oldest first: a Map keeps the order in which its keys were set. */
  function dropOld() {
    for (const [id, { until }] of known) {
      if (until > now() && known.size < most) return;
      known.delete(id);
    }
  }

  return {
    note(messageId: string, { replyToken, replyExpiresAt }: Pick<StatusTarget, 'replyToken' | 'replyExpiresAt'>): void {
      dropOld();
      if (replyToken !== undefined && replyExpiresAt)
        known.set(messageId, { token: replyToken, until: replyExpiresAt.getTime() });
    },
    tokenOf(messageId: string): string | undefined {
      const found = known.get(messageId);
      return found && found.until > now() ? found.token : undefined;
    },
  };
}
