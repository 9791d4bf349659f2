import type { Deps } from '../deps.ts';
import { Failure } from '../failure.ts';
import { requestAgain } from '../generations/again.ts';
import { picturesOf } from '../generations/reference.ts';
import type { Wanted } from '../generations/wanted.ts';
import { priceOf } from '../models/plan.ts';
import { type Begun, begin, type MakeDeps } from './begun.ts';
import { findOwnRequest, ownerOf } from './own-source.ts';

/** An account's request once more, with a new seed. @throws Failure not_found, what requestAgain and begin throw */
export async function makeAgain(
  deps: MakeDeps,
  userId: string,
  { generationId: id, requestKey }: { generationId: string; requestKey: string },
): Promise<Begun> {
  return begin(deps, { userId, requestKey }, () => wantedAgain(deps, userId, id));
}

/** @throws Failure not_found, what requestAgain throws */
export async function wantedAgain(
  deps: Pick<Deps, 'db' | 'keys' | 'log'>,
  userId: string,
  id: string,
): Promise<Wanted> {
  const earlier = await findOwnRequest(deps, { userId, id });
  return { ...(await requestAgain(deps, earlier, ownerOf(userId))), pressKey: `again:${id}` };
}

/** What it would cost, how many it makes, and whether from pictures, those that the request began with; the failure if it cannot be. */
export async function offerAgain(
  deps: Pick<Deps, 'db' | 'keys' | 'log'>,
  userId: string,
  generationId: string,
): Promise<{ priceCredits: number; count: number; takesPicture: boolean } | Failure> {
  try {
    const earlier = await findOwnRequest(deps, { userId, id: generationId });
    const { model, count, size, ...wanted } = await requestAgain(deps, earlier, ownerOf(userId));
    const pictures = picturesOf(wanted);
    return { priceCredits: priceOf(model, count, size, pictures), count, takesPicture: pictures > 0 };
  } catch (error) {
    if (error instanceof Failure) return error;
    throw error;
  }
}
