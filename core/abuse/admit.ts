import type { Place } from '../chat/place-hash.ts';
import { placeHashOf } from '../chat/place-hash.ts';
import type { Deps } from '../deps.ts';
import type { Failure } from '../failure.ts';
import { judge } from './judge.ts';
import { blockedAccount, blockedPlace, coolingDown, forbiddenPrompt } from './refusals.ts';
import { noteStrike, readStanding } from './strikes.ts';

type AbuseDeps = Pick<Deps, 'db' | 'keys' | 'log' | 'rules'>;

export interface Asking {
  requester: { identityId: string } | { userId: string };
  /** The chat's own id of the request: a refusal counts once, however often it arrives. */
  requestKey: string;
  prompt: string;
  negativePrompt?: string | undefined;
  /** The server or workspace. */
  place: Place | undefined;
}

/**
 * The one gate of every request for images, whichever way it came, before anything is held: what may not be asked for. Who may not ask at all is found by
 * request_generation(), in its own statement. @throws Failure forbidden_prompt, and blocked_account, cooling_down for those who may not ask either
 */
export async function admit(deps: AbuseDeps, asking: Asking): Promise<void> {
  const { requester, requestKey, prompt, negativePrompt } = asking;
  const verdict = judge(prompt, await deps.rules.findTerm(), negativePrompt);
  if (verdict === undefined) return;
  // While somebody may not ask, nothing is counted.
  const stopped = await whyStopped(deps, asking);
  if (stopped) throw stopped;
  const after = await noteStrike(deps, requester, { kind: 'prompt', id: requestKey });
  deps.log.info({ verdict, ...after }, 'a prompt was refused');
  throw forbiddenPrompt(deps.rules.contact, { verdict, prompt, ...after });
}

/** Why somebody may ask for nothing now, as a person or in this place: blocked_account or cooling_down; undefined if they may. */
export async function whyStopped(
  deps: AbuseDeps,
  { requester, prompt, place }: Omit<Asking, 'requestKey'>,
): Promise<Failure | undefined> {
  const { contact } = deps.rules;
  const standing = await readStanding(deps, requester, place ? await placeHashOf(deps, place) : null);
  if (standing.blocked) return blockedAccount(contact, standing);
  if (standing.placeBlocked) return blockedPlace(contact);
  return standing.waitMs > 0 ? coolingDown(contact, standing.waitMs, prompt) : undefined;
}

/** Why somebody is told that they are blocked, in words. */
export async function whyBlocked(
  deps: Pick<Deps, 'db' | 'rules'>,
  who: { identityId?: string; userId?: string | null },
): Promise<ReturnType<typeof blockedAccount>> {
  return blockedAccount(deps.rules.contact, await readStanding(deps, who, null));
}
