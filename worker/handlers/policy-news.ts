import type { Deps } from '#core/deps.ts';
import { mailNews } from '#core/privacy/consents/mail-news.ts';

export async function policyNews(deps: Deps): Promise<number> {
  const mails = await mailNews(deps);
  if (mails > 0) deps.log.info({ mails }, 'told of a new policy');
  return mails;
}
