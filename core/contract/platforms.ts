/** The chats that UPixel supports, with what pages and mails need to know. What only the processes need is in core/chat/platforms.ts. */
export const platforms = {
  discord: {
    label: 'Discord',
    /** Its word for what installs UPixel. */
    placeWord: 'server',
    /** What one types for a command with its arguments. */
    typed: (command: string): string => `/${command}`,
  },
  slack: {
    label: 'Slack',
    placeWord: 'workspace',
    // Slack has one command for everything but `/imagine`.
    typed: (command: string): string => (command === 'imagine' ? '/imagine' : `/upixel ${command}`),
  },
} as const;

export type Platform = keyof typeof platforms;
export const platformIds = ['discord', 'slack'] as const satisfies Platform[];
export const isPlatform = (text: string | null): text is Platform => text !== null && Object.hasOwn(platforms, text);
