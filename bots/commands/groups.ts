/** What the commands are for, in the order in which /help and docs/commands.md list them. */
export const commandGroups = {
  make: 'Make pictures',
  find: 'Find what you made',
  pay: 'Credits',
  wrong: 'If a picture should not be here',
  yours: 'You and your data',
  manage: 'For those who manage this place',
} as const;

export type CommandGroup = keyof typeof commandGroups;
export const commandGroupKeys = Object.keys(commandGroups) as CommandGroup[];
