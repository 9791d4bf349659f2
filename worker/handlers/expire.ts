import { endBlocks } from '#core/abuse/strikes.ts';
import { forgetTries } from '#core/accounts/forget-tries.ts';
import { emptyOldTrash } from '#core/assets/trash/empty-trash.ts';
import { closeAbandonedCheckouts } from '#core/billing/close-abandoned.ts';
import { expireLots } from '#core/billing/ledger/expire-lots.ts';
import { forgetTokens } from '#core/chat/forget-tokens.ts';
import type { Deps } from '#core/deps.ts';
import { forgetReferences, forgetReferenceUrls } from '#core/generations/forget-reference.ts';
import { forgetUnpaidDays } from '#core/generations/unpaid.ts';
import { forgetUploads } from '#core/make/uploads.ts';
import { forgetRemembered } from '#core/privacy/erasure/forget-remembered.ts';
import { forgetOldSecrets } from '#core/webhooks/forget-secrets.ts';

export async function expire(deps: Deps): Promise<number> {
  const credits = await expireLots(deps);
  if (credits > 0) deps.log.info({ credits }, 'expired');
  // Files that a killed worker left half-written in the store have expired, too.
  await deps.storage.tidy();
  const images = await emptyOldTrash(deps);
  if (images > 0) deps.log.info({ images }, 'the trash was emptied of what was there for its days');
  await closeAbandonedCheckouts(deps);
  await endBlocks(deps);
  await forgetUnpaidDays(deps);
  await forgetTries(deps);
  await forgetTokens(deps);
  await forgetRemembered(deps);
  await forgetReferences(deps, 200);
  await forgetReferenceUrls(deps);
  await forgetUploads(deps, 200);
  await forgetOldSecrets(deps);
  return credits;
}
