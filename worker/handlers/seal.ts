import { sealSomeSignIns } from '#core/accounts/seal-sign-ins.ts';
import type { Deps } from '#core/deps.ts';
import { sealSomeFiles } from '#core/keys/seal-files.ts';
import { sealSomeRows } from '#core/keys/seal-rows.ts';
import { endSealing, isSealingDue } from '#core/keys/sealing.ts';
import { findPlacesByHash, sealSomePlaces } from '#core/teams/seal-places.ts';

/** How long one run takes at most; the next goes on where it stopped. */
const runMs = 20_000;

/** Seals what is older than sealing: words in rows, ids by which a chat signs in, ids of places, and the files of images. Returns how many it sealed. */
export async function seal(deps: Deps): Promise<number> {
  const due = await isSealingDue(deps);
  if (!due) return 0;
  const endsAt = performance.now() + runMs;
  let sealed = 0;
  while (performance.now() < endsAt) {
    const some = await sealSome(deps, due);
    sealed += some;
    if (some > 0) continue;
    if (await endSealing(deps)) deps.log.info('all words and images are sealed');
    break;
  }
  if (sealed > 0) deps.log.info({ sealed }, 'sealed what is older than sealing');
  return sealed;
}

async function sealSome(deps: Deps, due: 'all' | 'late'): Promise<number> {
  await findPlacesByHash(deps);
  const rows = await sealSomeRows(deps, due);
  const others = due === 'all' ? (await sealSomeSignIns(deps)) + (await sealSomeFiles(deps)) : 0;
  // Last, so that what names a place by its readable id finds it as long as there is any.
  return rows > 0 ? rows + others : others + (await sealSomePlaces(deps));
}
