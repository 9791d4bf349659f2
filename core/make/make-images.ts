import { type Begun, begin, type MakeDeps } from './begun.ts';
import { type Wish, wantedOf } from './wish.ts';

/**
 * Makes images for an account, without a chat: the same request as from there, with the same price, wallet, limits and checks. Its pictures are in the
 * gallery, and with /api/generations.
 * @throws Failure whatever is wrong with what is wanted, or with who wants it; nothing was held then
 */
export async function makeImages(
  deps: MakeDeps,
  userId: string,
  { requestKey, ...wish }: Wish & { requestKey: string },
): Promise<Begun> {
  return begin(deps, { userId, requestKey }, () => wantedOf(deps, userId, wish));
}
