import { whyBlocked } from '#core/abuse/admit.ts';
import type { Guest } from '#core/accounts/identify.ts';
import type { IntentName } from '#core/chat/intent.ts';
import type { Platform } from '#core/chat/platforms.ts';
import type { Deps } from '#core/deps.ts';
import { blockedHere } from '#core/places/refusals.ts';

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

/** Whoever is blocked can do nothing but use their rights. @throws Failure blocked_account, blocked_here */
export async function checkNotBlocked(
  deps: Pick<Deps, 'db' | 'rules'>,
  who: Guest,
  { name, platform }: { name: string; platform: Platform },
): Promise<void> {
  if (isRight(name)) return;
  if (who.blocked) throw await whyBlocked(deps, who);
  if (who.here?.isBlocked) throw blockedHere(platform);
}
