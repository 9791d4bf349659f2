import { ChannelType, PermissionFlagsBits } from 'discord-api-types/v10';
import { Failure } from '#core/failure.ts';
import { allows, type Interaction } from './interaction.ts';

const threads: ReadonlyArray<ChannelType | undefined> = [
  ChannelType.PublicThread,
  ChannelType.PrivateThread,
  ChannelType.AnnouncementThread,
];

/**
 * Checked before anything is paid for: a picture that cannot be posted is of no use to anybody. In direct messages there is nothing to check:
 * `app_permissions` is a fixed set there, without Send Messages, though we may. In threads, including a forum's posts, Send Messages in Threads is
 * what counts. What the person alone sees answers the interaction, for which we need not be able to send messages.
 */
export function missingPermissions(interaction: Interaction, isPrivate: boolean): Failure | undefined {
  if (interaction.guild_id === undefined) return undefined;
  const missing = missingHere(interaction).filter((name) => !isPrivate || name === attaching);
  if (missing.length === 0) return undefined;
  return new Failure('cannot_post', {
    title: 'I may not post pictures here',
    happened: `This channel does not give me: ${missing.join(', ')}. Nothing was made and nothing was taken.`,
    next: 'Use another channel, or ask somebody who manages the server to allow it.',
  });
}

const attaching = 'Attach Files';

/** The names of the permissions without which no result can be posted in the channel. */
export function missingHere({ channel, app_permissions }: Pick<Interaction, 'channel' | 'app_permissions'>): string[] {
  const sending = threads.includes(channel?.type)
    ? ([PermissionFlagsBits.SendMessagesInThreads, 'Send Messages in Threads'] as const)
    : ([PermissionFlagsBits.SendMessages, 'Send Messages'] as const);
  const needed = [sending, [PermissionFlagsBits.AttachFiles, attaching] as const];
  return needed.filter(([flag]) => !allows(app_permissions, flag)).map(([, name]) => name);
}
