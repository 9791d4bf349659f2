import { memberJson, memberPermissions } from './guild-json.ts';
import type { Json } from './json.ts';
import { newAttachment } from './message-body.ts';
import type { UploadedFile } from './people.ts';
import { showAttachment } from './present.ts';
import type { Channel, State } from './state.ts';

/**
 * The objects that an interaction's ids refer to.
 * https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-object-resolved-data-structure
 */
export type Resolved = Record<'users' | 'members' | 'channels' | 'attachments', Json>;

export const nothingResolved = (): Resolved => ({ users: {}, members: {}, channels: {}, attachments: {} });

/** The field `resolved`, if it is not empty. */
export function resolvedField(resolved: Resolved): { resolved?: Json } {
  const found = Object.entries(resolved).filter(([, each]) => Object.keys(each).length > 0);
  return found.length === 0 ? {} : { resolved: Object.fromEntries(found) };
}

export function addUser(state: State, channel: Channel, userId: string, resolved: Pick<Resolved, 'users' | 'members'>) {
  const user = state.users.get(userId);
  if (!user) throw new Error(`There is no user ${userId}.`);
  resolved.users[userId] = user;
  const guild = state.guilds.get(channel.guildId ?? '');
  if (!guild) return;
  const { user: _, deaf, mute, ...member } = memberJson(guild, user);
  resolved.members[userId] = { ...member, permissions: memberPermissions(guild, userId).toString() };
}

/** Returns the id. Only the sender sees the file. */
export function addFile(
  state: State,
  channel: Channel,
  { userId, file, resolved }: { userId: string; file: UploadedFile; resolved: Pick<Resolved, 'attachments'> },
): string {
  const attachment = newAttachment(state, file);
  state.files.put(attachment.id, file.bytes);
  const place = { channelId: channel.id, ephemeralFor: userId };
  resolved.attachments[attachment.id] = showAttachment(state, place, attachment);
  return attachment.id;
}
