/** What a card does when it is charged. The numbers are those of Stripe's documentation; nobody types them. */
export interface TestCard {
  id: string;
  label: string;
  type: 'card' | 'sepa_debit';
  last4: string;
  behaviour: 'works' | 'authenticates' | 'settlesLater' | 'failsLater' | Decline;
  /** Whether it can be put on file although it cannot be charged. */
  savable: boolean;
}

interface Decline {
  code: 'card_declined' | 'expired_card';
  declineCode: string;
  message: string;
}

export const testCards = [
  {
    id: 'works',
    label: 'Visa 4242: the payment works',
    type: 'card',
    last4: '4242',
    behaviour: 'works',
    savable: true,
  },
  {
    id: 'declined',
    label: 'Visa 0002: declined',
    type: 'card',
    last4: '0002',
    behaviour: { code: 'card_declined', declineCode: 'generic_decline', message: 'Your card was declined.' },
    savable: false,
  },
  {
    id: 'no-funds',
    label: 'Visa 9995: not enough money',
    type: 'card',
    last4: '9995',
    behaviour: {
      code: 'card_declined',
      declineCode: 'insufficient_funds',
      message: 'Your card has insufficient funds.',
    },
    savable: false,
  },
  {
    id: 'authenticates',
    label: 'Visa 3155: asks for 3-D Secure',
    type: 'card',
    last4: '3155',
    behaviour: 'authenticates',
    savable: true,
  },
  {
    id: 'declines-later',
    label: 'Visa 0341: can be saved, is declined when charged',
    type: 'card',
    last4: '0341',
    behaviour: { code: 'card_declined', declineCode: 'generic_decline', message: 'Your card was declined.' },
    savable: true,
  },
  {
    id: 'debit',
    label: 'Bank debit: paid after three days',
    type: 'sepa_debit',
    last4: '3000',
    behaviour: 'settlesLater',
    savable: true,
  },
  {
    id: 'debit-fails',
    label: 'Bank debit: fails after three days',
    type: 'sepa_debit',
    last4: '3002',
    behaviour: 'failsLater',
    savable: true,
  },
] as const satisfies readonly TestCard[];

export type CardId = (typeof testCards)[number]['id'];

/** How long a bank debit takes. */
export const settlesAfterMs = 3 * 24 * 3600_000;

export const authenticationFailed =
  'We are unable to authenticate your payment method. Please choose a different payment method and try again.';

export function cardOf(id: string | undefined): TestCard | undefined {
  return testCards.find((card) => card.id === id);
}
