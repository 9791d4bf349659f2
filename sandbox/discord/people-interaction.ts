import { flag, limits } from './limits.ts';
import type { Choice, Interaction } from './people.ts';
import { seen } from './present.ts';
import type { InteractionRecord, State } from './state.ts';

/** What Discord's client shows below an unanswered command. */
const NO_RESPONSE = 'The application did not respond';

/** An interaction as seen by the person who made it. */
export function watched(state: State, record: InteractionRecord): Interaction {
  const acknowledged = whenever(state, record, () => record.ack);
  // Nobody has to await it: a failure that nobody awaits must not be an unhandled rejection.
  acknowledged.catch(() => {});
  const { id, token, userId, channelId } = record;
  return {
    id,
    token,
    userId,
    channelId,
    sentAtMs: record.createdAtMs,
    acknowledged,
    async modal() {
      await acknowledged;
      if (!record.modal) throw new Error('The app answered with something else than a form.');
      return record.modal;
    },
    reply: () => whenever(state, record, () => firstReply(state, record)),
    state: () => (record.ack ? 'acknowledged' : record.failed ? 'failed' : 'waiting'),
  };
}

function firstReply(state: State, record: InteractionRecord) {
  const message = state.messages.get(record.firstReplyId ?? '');
  if (message && !(message.flags & flag.loading)) return seen(state, message);
  if (record.modal) throw new Error('The app answered with a form, not with a message.');
  return undefined;
}

export const choicesOf = (state: State, record: InteractionRecord): Promise<Choice[]> =>
  whenever(state, record, () => record.choices);

/** Resolves with the result of `look`, which runs again at every change of the interaction. */
function whenever<T>(state: State, record: InteractionRecord, look: () => T | undefined): Promise<T> {
  return new Promise((resolve, reject) => {
    const leftMs = record.createdAtMs + limits.interactionTokenMs - state.clock.now();
    const cancel = state.clock.after(leftMs, () =>
      settle(() => reject(new Error('Nothing came while the interaction could be answered (15 minutes).'))),
    );
    function settle(end: () => void) {
      cancel();
      record.watchers.delete(check);
      end();
    }
    function check() {
      try {
        if (record.failed) throw new Error(NO_RESPONSE);
        const found = look();
        if (found !== undefined) settle(() => resolve(found));
      } catch (cause) {
        settle(() => reject(cause));
      }
    }
    record.watchers.add(check);
    check();
  });
}
