import type { PictureType } from '../assets/picture-type.ts';
import type { Config } from '../config.ts';
import { type Platform, platforms as shown } from '../contract/platforms.ts';
import { discordLimits } from './discord/limits.ts';
import { discordLine } from './discord/typed-line.ts';
import { slackLimits } from './slack/limits.ts';
import { slackLine } from './slack/typed-line.ts';
import type { TypedCommand } from './typed-command.ts';

export { type Platform, platformIds } from '../contract/platforms.ts';

interface FileTokens {
  slackTokens: { tokenFor(teamId: string): Promise<string | undefined> };
}

interface PlatformFacts {
  label: string;
  /** Its word for what installs UPixel. */
  placeWord: string;
  typed(command: string): string;
  /** The whole line of a command with its options, to be copied and sent again. */
  line(typed: TypedCommand): string;
  /** Its word for a group of members. */
  groupWord: string;
  /** Who may manage a team, in the platform's terms. */
  managers: string;
  /** How one asks without a command, and where nobody is heard, for its help and its welcome. */
  withoutCommands(config: Config): string;
  /** A workspace can have guests, and channels shared with other companies. */
  hasGuests: boolean;
  /** Channels can be marked as being for adults alone. */
  hasAdultChannels: boolean;
  /** From when on credits that nobody paid for can be used: the rule of too_new_at(), in words. */
  freeCreditsFrom: string;
  /** How `/team access` names groups, as an example. */
  groupsExample: string;
  /**
   * An identity belongs to one workspace, so requests come from where it was linked. Otherwise it is the same person everywhere: then
   * no place name is better than a wrong one, for example in a direct message.
   */
  identityHasOnePlace: boolean;
  /** A person's id for better-auth, unlink_identity() and operators: one string. */
  accountId(person: { teamId: string; externalId: string }): string;
  /** A press brings along what its card says: a form can open with it. */
  pressBringsCard: boolean;
  /** Characters that one field of a form holds. */
  inputChars: number;
  /** Characters of words to be copied that stand in one message, beside its title and a line about the policy. */
  boxChars(words: string): number;
  /** Bytes of all pictures of one message. */
  messageBytes: number;
  /** The pictures that it shows; others it only offers as files. */
  pictureTypes: readonly PictureType[];
  /** People can sign in with it on the web. */
  signsIn(config: Config): boolean;
  /** What is for one person alone is shown where they asked; otherwise in their direct messages. */
  showsAloneInPlace: boolean;
  /** Its reply URL leads back to a status message whose id we never learned. */
  findsStatus: boolean;
  /** The token that reads files people share in it; undefined if their URL is enough. */
  fileToken(deps: FileTokens, teamId: string): Promise<string | undefined>;
  /** Where profile pictures are, and the only hosts they may come from. */
  pictures(config: Config): { base: string; hosts: string[] };
}

/** THE list of differences between chats; what they do is in their own folders, core/chat/<platform> and bots/<platform>. */
export const platforms = {
  discord: {
    ...shown.discord,
    line: discordLine,
    groupWord: 'role',
    managers: 'people with the permission Manage Server',
    // Over HTTP Discord brings nothing that people write.
    withoutCommands: ({ discord: { publicKey } }) =>
      publicKey === undefined
        ? 'In a server I hear commands alone, not mentions. Write to me directly what you want to see, and I say what it costs first.'
        : 'I hear commands alone, here and in our direct messages: not mentions, and not what is written.',
    hasGuests: false,
    hasAdultChannels: true,
    freeCreditsFrom: 'Everybody has some free credits to try it, as soon as their Discord account is 7 days old.',
    groupsExample: '“everyone”, or the names of roles, as in “artists, testers”.',
    identityHasOnePlace: false,
    accountId: ({ externalId }) => externalId,
    pressBringsCard: true,
    inputChars: discordLimits.inputChars,
    // What would end the box stands in words instead, of which each sign may have to be escaped.
    boxChars: (words) => (words.includes('```') ? 1_700 : 3_500),
    // The words need a little, too.
    messageBytes: discordLimits.requestBytes - 1024 * 1024,
    pictureTypes: ['image/png', 'image/jpeg', 'image/webp', 'image/gif'],
    signsIn: () => true,
    showsAloneInPlace: true,
    findsStatus: true,
    fileToken: async () => undefined,
    pictures({ discord }) {
      const api = new URL(discord.apiUrl);
      const base = api.hostname === 'discord.com' ? 'https://cdn.discordapp.com' : api.origin;
      return { base, hosts: [new URL(base).host] };
    },
  },
  slack: {
    ...shown.slack,
    line: slackLine,
    groupWord: 'user group',
    freeCreditsFrom: 'Everybody has some free credits to try it, from a day after I came to this workspace.',
    managers: 'owners and admins of the workspace',
    withoutCommands: () =>
      'In a thread, where Slack takes no commands, mention me with what you want to see: I say what it costs first.',
    hasGuests: true,
    hasAdultChannels: false,
    groupsExample:
      '“everyone”, or the names of user groups, as in “artists, testers”. With “guests” after a comma also guests of the workspace, and people of other companies in shared channels.',
    identityHasOnePlace: true,
    accountId: ({ teamId, externalId }) => `${teamId}:${externalId}`,
    // Not of what one person alone sees. Its forms stay open when something in them is wrong.
    pressBringsCard: false,
    inputChars: slackLimits.inputChars,
    boxChars: () => slackLimits.text - 100,
    messageBytes: slackLimits.messageBytes,
    pictureTypes: slackLimits.pictureTypes,
    signsIn: ({ slack: { clientId, clientSecret } }) => clientId !== undefined && clientSecret !== undefined,
    showsAloneInPlace: false,
    findsStatus: false,
    fileToken: ({ slackTokens }, teamId) => slackTokens.tokenFor(teamId),
    /** Slack keeps uploaded pictures on its own hosts; people without one get a Gravatar. */
    pictures({ slack }) {
      const { hostname, host, origin } = new URL(slack.apiUrl);
      const hosts =
        hostname === 'slack.com' ? ['avatars.slack-edge.com', 'ca.slack-edge.com', 'secure.gravatar.com'] : [host];
      return { base: origin, hosts };
    },
  },
} as const satisfies Record<Platform, PlatformFacts>;
