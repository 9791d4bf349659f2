import { closeDispute, openDispute } from './money/disputes.ts';
import { type PayResult, paySession } from './money/pay-session.ts';
import { saveCard } from './money/save-card.ts';
import { settleIntent } from './money/settle-intent.ts';
import { type CardId, cardOf } from './money/test-cards.ts';
import { need } from './objects/need.ts';
import type { Dispute } from './objects/stored.ts';
import type { World } from './world.ts';

/** What customers and their banks do, without the pages. */
export interface StripePeople {
  /** Pays a session as on its page, 3-D Secure included. */
  pay(sessionId: string, card?: CardId, email?: string): PayResult;
  /** The bank answers a debit now instead of after three days. */
  settle(paymentIntentId: string, result: 'succeeds' | 'fails'): void;
  /** The card that pays from now on. */
  changeCard(customerId: string, card: CardId): void;
  openDispute(chargeId: string, reason?: string): Dispute;
  closeDispute(disputeId: string, status: 'won' | 'lost'): void;
}

export function createPeople(world: World, changed: () => void): StripePeople {
  const { objects } = world;
  function done<T>(result: T): T {
    changed();
    return result;
  }
  return {
    pay(sessionId, cardId = 'works', email = 'ada@example.com') {
      world.agenda.run();
      const session = need(objects.sessions, 'checkout.session', sessionId);
      if (session.status !== 'open') throw new Error(`The session is ${session.status} and cannot be paid.`);
      const card = cardNamed(cardId);
      const mail = session.customer_details?.email ?? email;
      const result = paySession(world, session, card, mail);
      return done(result.kind === 'authenticate' ? paySession(world, session, card, mail, true) : result);
    },
    settle(paymentIntentId, result) {
      done(settleIntent(world, paymentIntentId, result));
    },
    changeCard(customerId, card) {
      done(saveCard(world, need(objects.customers, 'customer', customerId), cardNamed(card)));
    },
    openDispute: (chargeId, reason) => done(openDispute(world, need(objects.charges, 'charge', chargeId), reason)),
    closeDispute(disputeId, status) {
      done(closeDispute(world, need(objects.disputes, 'dispute', disputeId), status));
    },
  };
}

function cardNamed(id: CardId) {
  const card = cardOf(id);
  if (!card) throw new Error(`There is no test card "${id}".`);
  return card;
}
