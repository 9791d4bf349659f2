import { InteractionContextType } from 'discord-api-types/v10';
import { findGuest, type Guest } from '#core/accounts/identify.ts';
import type { StatusTarget } from '#core/chat/messenger.ts';
import type { Deps } from '#core/deps.ts';
import { type Ask, placeOf } from '../dispatch.ts';
import type { Interaction } from './interaction.ts';

/** Discord waits for 3 s in all, and usually this takes one. */
const mostMs = 500;

/**
 * Whether the answer is for the person alone, which Discord must be told with the acknowledgement. Somebody who has not said it in the request is looked up
 * before; while nobody knows, it is: what was private can be posted afterwards. `known`: the person, if they were looked up, so that it is done once.
 */
export async function privacyOf(
  deps: Pick<Deps, 'db' | 'keys' | 'log'>,
  interaction: Pick<Interaction, 'context'>,
  { ask, wanted }: { ask: Ask; wanted: boolean | undefined },
): Promise<{ isPrivate: boolean; known?: Guest | undefined }> {
  // Nobody else is there, and a message that stays is better than one that goes when Discord is closed.
  if (interaction.context === InteractionContextType.BotDM) return { isPrivate: false };
  if (wanted !== undefined) return { isPrivate: wanted };
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('it was not known in time')), mostMs);
  });
  try {
    const known = await Promise.race([findGuest(deps, ask.user, placeOf(ask)), late]);
    return { isPrivate: known?.prefers?.resultsFor === 'me', known };
  } catch (err) {
    deps.log.warn({ err }, 'what somebody wants was not known in time: the answer is for them alone');
    return { isPrivate: true };
  } finally {
    clearTimeout(timer);
  }
}

/** Discord shows it by the interaction's token alone: no message of the bot's own, in no channel, can ever have it. */
export const aloneAt = (target: StatusTarget): StatusTarget => ({ ...target, channelId: '', isPrivate: true });
