import type { Deps } from '#core/deps.ts';
import { findUploads, noteUploadGone } from '#core/generations/forget-reference.ts';
import type { JobData } from '#core/jobs.ts';

/** Deletes the provider's copies of a person's pictures. The row keeps their URLs, by which a run that appears late is recognised. */
export async function forgetUpload(deps: Deps, { generationId }: JobData<'forget-upload'>): Promise<undefined> {
  const urls = await findUploads(deps, generationId);
  if (urls.length === 0) return;
  for (const url of urls) await deps.provider.deleteUpload(url);
  await noteUploadGone(deps, generationId);
}
