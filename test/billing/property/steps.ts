import fc from 'fast-check';
import { packs, planKeys } from '#core/billing/plans.ts';

/** More meet more seldom races sooner: `UPIXEL_PROPERTY_AT_ONCE=12`. */
const atOnce = Number(process.env.UPIXEL_PROPERTY_AT_ONCE ?? 4);
export const people = 3;
export const accounts = 2;

const who = fc.nat(people - 1);
const account = fc.nat(accounts - 1);
/** An account, or after them the team: whose wallet the money is for. */
const payer = fc.nat(accounts);
/** One of those that there are, whatever their number: taken modulo it. */
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
  /** A payment, which Stripe may tell of any number of times. */
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
  /** Quarters of what was paid, in all; told late, a smaller one may come after a larger. */
  refund: [3, { nth, quarters: fc.integer({ min: 1, max: 4 }) }],
  /** All of what was refunded of a payment, or none more of it, did not arrive. */
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
  /** Large enough that some meet the daily limit, and some what is there. */
  gift: [4, { who, to: who, amount: fc.integer({ min: 1, max: 400 }), times: fc.integer({ min: 1, max: 2 }) }],
  /** Taken back, by whoever gave it. */
  undo: [3, { nth }],
} satisfies Record<string, [number, Record<string, fc.Arbitrary<unknown>>]>;

type Steps = typeof steps;
type Fields<Name extends keyof Steps> = {
  [Key in keyof Steps[Name][1]]: Steps[Name][1][Key] extends fc.Arbitrary<infer Value> ? Value : never;
};
/** One thing that happens. */
export type Step = { [Name in keyof Steps]: { do: Name } & Fields<Name> }[keyof Steps];

const step = fc.oneof(
  ...Object.entries(steps).map(([name, [weight, fields]]) => ({
    weight,
    arbitrary: fc.record({ do: fc.constant(name), ...fields }) as fc.Arbitrary<unknown> as fc.Arbitrary<Step>,
  })),
);

/** What happens at the same time, and how many days then go by. */
export const rounds = fc.array(
  fc.record({
    steps: fc.array(step, { minLength: 1, maxLength: atOnce }),
    days: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, { weight: 2, arbitrary: fc.integer({ min: 1, max: 40 }) }),
  }),
  { minLength: 4, maxLength: 24 },
);
