import { findStaleCustomers } from '#core/billing/customer.ts';
import { findUntoldCheckouts } from '#core/billing/untold-checkouts.ts';
import type { Deps } from '#core/deps.ts';
import { findOverdue } from '#core/generations/overdue.ts';
import { findUntoldLinks } from '#core/linking/untold-links.ts';
import { findOverdueMails } from '#core/mail/send-mail.ts';

/** Finds what a crash or a lost queue left behind and sets it going again. */
export async function sweep(deps: Deps): Promise<number> {
  const [overdue, mails, checkouts, links, customers] = await Promise.all([
    findOverdue(deps),
    findOverdueMails(deps),
    findUntoldCheckouts(deps),
    findUntoldLinks(deps),
    findStaleCustomers(deps),
  ]);
  const ids = (job: (typeof overdue)[number]['job']) =>
    overdue.filter((row) => row.job === job).map(({ generationId }) => ({ generationId }));
  await Promise.all([
    deps.queues.enqueueMany('submit', ids('submit')),
    deps.queues.enqueueMany('reference', ids('reference')),
    deps.queues.enqueueMany('deliver', ids('deliver')),
    deps.queues.enqueueMany('cancel', ids('cancel')),
    deps.queues.enqueueMany('progress', ids('progress')),
    deps.queues.enqueueMany('erase', ids('erase')),
    deps.queues.enqueueMany('strays', ids('strays')),
    deps.queues.enqueueMany('mail', mails),
    deps.queues.enqueueMany('checkout-note', checkouts),
    deps.queues.enqueueMany('linked-note', links),
    deps.queues.enqueueMany('customer-address', customers),
    deps.queues.enqueueMany(
      'settle',
      overdue.flatMap(({ job, generationId, slot }) =>
        job === 'settle' && slot !== null ? { generationId, slot } : [],
      ),
    ),
  ]);
  const hastened = await deps.queues.hasten();
  if (hastened > 0) deps.log.warn({ hastened }, 'jobs were put off for too long: was a clock wrong?');
  // These two are no news: a job is at each of them already.
  const found = overdue.filter(({ job }) => job !== 'progress' && job !== 'strays').length;
  if (found > 0) deps.log.info({ found }, 'swept');
  return found;
}
