import type { IntentName } from '#core/chat/intent.ts';

/** What everybody may do with their own data, blocked or not. The command, and what its buttons begin. */
const rights = new Set<string>([
  'privacy',
  ...([
    'privacy-ask',
    'privacy-statistics',
    'privacy-requests',
    'privacy-export',
    'ask-delete-me',
    'delete-me',
    'stop-deletion',
  ] satisfies IntentName[]),
]);

export const isRight = (name: string): boolean => rights.has(name);
