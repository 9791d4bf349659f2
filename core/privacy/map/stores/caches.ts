/** What a process remembers, for how long; it is gone with the process. */
export const caches = {
  slackMembers: { what: 'whether somebody in Slack is a guest', forS: 60, in: 'core/chat/slack/members.ts' },
  slackNames: { what: 'how somebody in Slack is called', forS: 600, in: 'core/chat/slack/names.ts' },
  slackUserGroups: { what: 'who is in a user group', forS: 60, in: 'core/chat/slack/user-groups.ts' },
  teamMembers: { what: 'whether an account is in a team', forS: 5, in: 'api/files/team-routes.ts' },
  discordChannels: {
    what: 'that a channel in Discord has no age restriction, and which conversations there are with UPixel alone',
    forS: 60,
    in: 'core/chat/discord/channels.ts',
  },
  keys: { what: 'data keys, for those who use UPixel now', forS: 60, in: 'core/keys/keys.ts' },
  rules: { what: 'operators’ terms and limits, about nobody', forS: 2, in: 'core/abuse/rules.ts' },
} as const satisfies Record<string, { what: string; forS: number; in: string }>;
