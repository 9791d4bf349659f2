import { InteractionContextType } from 'discord-api-types/v10';
import type { ChatUser } from '#core/accounts/chat-user.ts';
import type { StatusTarget } from '#core/chat/messenger.ts';
import type { Deps } from '#core/deps.ts';
import type { Interaction } from './interaction.ts';

/**
 * Whether the answer is for the person alone, which Discord must be told with the acknowledgement: so nothing is asked for it. `wanted`: what they said in the
 * request. While nobody knows, it is: what was private can be posted afterwards.
 */
export async function isForThemAlone(
  { privatePeople, log }: Pick<Deps, 'privatePeople' | 'log'>,
  { context }: Pick<Interaction, 'context'>,
  { user, wanted }: { user: ChatUser; wanted: boolean | undefined },
): Promise<boolean> {
  // Nobody else is there, and a message that stays is better than one that goes when Discord is closed.
  if (context === InteractionContextType.BotDM) return false;
  if (wanted !== undefined) return wanted;
  const said = await privatePeople.includes(user).catch((err) => void log.warn({ err }, 'a key could not be read'));
  if (said === undefined) log.warn('what somebody wants is not known yet: the answer is for them alone');
  return said ?? true;
}

/** Discord shows it by the interaction's token alone: no message of the bot's own, in no channel, can ever have it. */
export const aloneAt = (target: StatusTarget): StatusTarget => ({ ...target, channelId: '', isPrivate: true });
