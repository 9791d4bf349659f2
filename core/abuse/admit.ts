import type { Place } from '../chat/place-hash.ts';
import { placeHashOf } from '../chat/place-hash.ts';
import type { Deps } from '../deps.ts';
import { judge } from './judge.ts';
import { blockedAccount, blockedPlace, coolingDown, forbiddenPrompt } from './refusals.ts';
import { noteStrike, readStanding } from './strikes.ts';

type AbuseDeps = Pick<Deps, 'db' | 'keys' | 'log' | 'rules'>;

export interface Asking {
  requester: { identityId: string } | { userId: string };
  /** The chat's own id of the request: a refusal counts once, however often it arrives. */
  requestKey: string;
  prompt: string;
  /** The server or workspace. */
  place: Place | undefined;
}

/**
 * The one gate of every request for images, whichever way it came: who is blocked, who has to cool down, and what may not be asked for. Nothing is held
 * before it. @throws Failure blocked_account, cooling_down, forbidden_prompt
 */
export async function admit(deps: AbuseDeps, { requester, requestKey, prompt, place }: Asking): Promise<void> {
  const { contact } = deps.rules;
  const placeHash = place ? await placeHashOf(deps, place) : null;
  const [standing, findTerm] = await Promise.all([readStanding(deps, requester, placeHash), deps.rules.findTerm()]);
  if (standing.blocked) throw blockedAccount(contact, standing);
  if (standing.placeBlocked) throw blockedPlace(contact);
  if (standing.waitMs > 0) throw coolingDown(contact, standing.waitMs, prompt);
  const verdict = judge(prompt, findTerm);
  if (verdict === undefined) return;
  const after = await noteStrike(deps, requester, { kind: 'prompt', id: requestKey });
  deps.log.info({ verdict, ...after }, 'a prompt was refused');
  throw forbiddenPrompt(contact, { verdict, prompt, ...after });
}

/** Why somebody is told that they are blocked, in words. */
export async function whyBlocked(
  deps: Pick<Deps, 'db' | 'rules'>,
  who: { identityId?: string; userId?: string | null },
): Promise<ReturnType<typeof blockedAccount>> {
  return blockedAccount(deps.rules.contact, await readStanding(deps, who, null));
}
