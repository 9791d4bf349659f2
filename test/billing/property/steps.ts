import fc from 'fast-check';
import { packs, planKeys } from '#core/billing/plans.ts';

/** More at once find rarer races sooner: `UPIXEL_PROPERTY_AT_ONCE=12`. */
const atOnce = Number(process.env.UPIXEL_PROPERTY_AT_ONCE ?? 4);
export const people = 3;
export const accounts = 2;

const who = fc.nat(people - 1);
const account = fc.nat(accounts - 1);
/** Whose wallet the money is for: an account's, or (the last number) the team's. */
const payer = fc.nat(accounts);
/** One of the existing ones, however many: taken modulo their number. */
const nth = fc.nat(50);
const paidPlan = fc.constantFrom(...planKeys.filter((key) => key !== 'free'));

const steps = {
  ask: [
    6,
    {
      who,
      count: fc.integer({ min: 1, max: 4 }),
      dear: fc.boolean(),
      pay: fc.constantFrom('team' as const, 'me' as const, undefined),
    },
  ],
  settle: [6, { nth, stored: fc.nat(4) }],
  cancel: [2, { who }],
  link: [3, { who, account }],
  unlink: [1, { who }],
  grant: [1, { who, amount: fc.integer({ min: 1, max: 9 }) }],
  /** A payment, which Stripe may report any number of times. */
  buy: [
    3,
    {
      payer,
      pack: fc.constantFrom(...(Object.keys(packs) as Array<keyof typeof packs>)),
      times: fc.integer({ min: 1, max: 3 }),
    },
  ],
  /** The same payment again, long after. */
  tellAgain: [2, { nth }],
  subscribe: [2, { payer, plan: paidPlan, invoiceFirst: fc.boolean() }],
  renew: [3, { payer, times: fc.integer({ min: 1, max: 2 }) }],
  switchPlan: [1, { payer, plan: paidPlan, share: fc.double({ min: 0, max: 1, noNaN: true }) }],
  fallDue: [1, { payer }],
  recover: [1, { payer }],
  end: [1, { payer }],
  /** Quarters of the payment, as a running total; delayed webhooks may report a smaller total after a larger one. */
  refund: [3, { nth, quarters: fc.integer({ min: 1, max: 4 }) }],
  /** All of a payment's refunds so far, or none more, failed. */
  refundFails: [2, { nth }],
  dispute: [
    3,
    {
      nth,
      which: fc.constantFrom('first', 'second'),
      status: fc.constantFrom('open' as const, 'won' as const, 'lost' as const),
    },
  ],
  expire: [2, {}],
  /** Large enough that some exceed the daily limit, and some the balance. */
  gift: [4, { who, to: who, amount: fc.integer({ min: 1, max: 400 }), times: fc.integer({ min: 1, max: 2 }) }],
  /** Taken back by the giver. */
  undo: [3, { nth }],
} satisfies Record<string, [number, Record<string, fc.Arbitrary<unknown>>]>;

type Steps = typeof steps;
type Fields<Name extends keyof Steps> = {
  [Key in keyof Steps[Name][1]]: Steps[Name][1][Key] extends fc.Arbitrary<infer Value> ? Value : never;
};
/** One event. */
export type Step = { [Name in keyof Steps]: { do: Name } & Fields<Name> }[keyof Steps];

const step = fc.oneof(
  ...Object.entries(steps).map(([name, [weight, fields]]) => ({
    weight,
    arbitrary: fc.record({ do: fc.constant(name), ...fields }) as fc.Arbitrary<unknown> as fc.Arbitrary<Step>,
  })),
);

/** Events at the same time, and the number of days that pass afterwards. */
export const rounds = fc.array(
  fc.record({
    steps: fc.array(step, { minLength: 1, maxLength: atOnce }),
    days: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, { weight: 2, arbitrary: fc.integer({ min: 1, max: 40 }) }),
  }),
  { minLength: 4, maxLength: 24 },
);
