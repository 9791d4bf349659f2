import { commandGroupNames } from '#core/chat/intent.ts';

export type CommandGroup = (typeof commandGroupNames)[number];

/** What the commands are for, in the words of /help and docs/commands.md, which list them in this order. */
export const commandGroups = {
  make: 'Make pictures',
  find: 'Find what you made',
  pay: 'Credits',
  wrong: 'If a picture should not be here',
  yours: 'You and your data',
  manage: 'For those who manage this place',
} as const satisfies Record<CommandGroup, string>;

/** Those that are of use where somebody asks: what manages a server or workspace needs one that has installed us. */
export const groupsFor = (team: object | undefined): CommandGroup[] =>
  commandGroupNames.filter((group) => group !== 'manage' || team !== undefined);
