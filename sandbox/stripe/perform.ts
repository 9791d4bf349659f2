import type { Webhooks } from './delivery/webhooks.ts';
import { endPeriod, finalizeRenewal, retryInvoice } from './money/renew.ts';
import { settleIntent } from './money/settle-intent.ts';
import { expireSession } from './routes/checkout-sessions.ts';
import type { Due } from './state.ts';
import type { World } from './world.ts';

/** Carries out an agenda entry that is due. */
export function perform(world: World, webhooks: Webhooks, { kind, subject }: Due) {
  switch (kind) {
    case 'deliver':
      return webhooks.retry(subject);
    case 'expireSession':
      return expireSession(world, subject);
    case 'settleIntent':
      return settleIntent(world, subject);
    case 'endPeriod':
      return endPeriod(world, subject);
    case 'finalizeInvoice':
      return finalizeRenewal(world, subject);
    case 'retryInvoice':
      return retryInvoice(world, subject);
  }
}
