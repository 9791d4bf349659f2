/**
 * What a person can choose in the menu of anybody's message with a picture. Discord calls it a message command and takes 15 of them; Slack, a message
 * shortcut: 10 with the global ones, each of at most 24 characters.
 * https://discord.com/developers/docs/interactions/application-commands, https://docs.slack.dev/interactivity/implementing-shortcuts
 */
export const messageCommands = [
  { name: 'use-reference', label: 'Use as reference', description: 'Make an image that starts from this picture' },
  { name: 'upscale', label: 'Upscale', description: 'Make this picture larger' },
  { name: 'cut-out', label: 'Cut out', description: 'Take the background of this picture away' },
  { name: 'describe', label: 'Describe', description: 'Say in words what this picture shows' },
  { name: 'pixel-art', label: 'Make pixel art', description: 'Make real pixel art of a picture that looks like it' },
  { name: 'edit', label: 'Edit…', description: 'Change this picture, in your own words' },
] as const;

export type MessageCommand = (typeof messageCommands)[number];

/** Slack's ids of shortcuts are one namespace: these are of messages. */
export const callbackIdOf = ({ name }: Pick<MessageCommand, 'name'>) => `message-${name}`;
