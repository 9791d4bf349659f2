import type { ChatUser } from '#core/accounts/chat-user.ts';
import { type Guest, identify } from '#core/accounts/identify.ts';
import type { Deps } from '#core/deps.ts';
import { withKeys } from '../keys.ts';
import { buildDiscordId } from './discord-id.ts';

/** A person who asks in chat for the first time. */
export const buildGuest = ({ db }: Pick<Deps, 'db'>, over: Partial<ChatUser> = {}): Promise<Guest> =>
  identify(withKeys({ db }), { platform: 'discord', teamId: '', userId: buildDiscordId(), ...over });
