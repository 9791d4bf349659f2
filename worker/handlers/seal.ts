import { sealSomeSignIns } from '#core/accounts/seal-sign-ins.ts';
import type { Deps } from '#core/deps.ts';
import { sealSomeFiles } from '#core/keys/seal-files.ts';
import { sealSomeRows } from '#core/keys/seal-rows.ts';
import { endSealing, isSealingDue } from '#core/keys/sealing.ts';

/** How long one run takes at most; the next goes on where it stopped. */
const runMs = 20_000;

/** Seals what is older than sealing: words in rows, ids by which a chat signs in, and the files of images. Returns how many it sealed. */
export async function seal(deps: Deps): Promise<number> {
  const due = await isSealingDue(deps);
  if (!due) return 0;
  const endsAt = performance.now() + runMs;
  let sealed = 0;
  while (performance.now() < endsAt) {
    const some = due === 'people' ? await sealSomeRows(deps, due) : await sealSome(deps);
    sealed += some;
    if (some > 0) continue;
    if (await endSealing(deps)) deps.log.info('all words and images are sealed');
    break;
  }
  if (sealed > 0) deps.log.info({ sealed }, 'sealed what is older than sealing');
  return sealed;
}

const sealSome = async (deps: Deps): Promise<number> =>
  (await sealSomeRows(deps)) + (await sealSomeSignIns(deps)) + (await sealSomeFiles(deps));
