import type { Deps } from '#core/deps.ts';
import { findUpload, noteUploadGone } from '#core/generations/forget-reference.ts';
import type { JobData } from '#core/jobs.ts';

/** Deletes the provider's copy of a person's picture. The row keeps its URL, by which a run that appears late is recognised. */
export async function forgetUpload(deps: Deps, { generationId }: JobData<'forget-upload'>): Promise<undefined> {
  const url = await findUpload(deps, generationId);
  if (url === undefined) return;
  await deps.provider.deleteUpload(url);
  await noteUploadGone(deps, generationId);
}
