import { createHmac, hkdfSync } from 'node:crypto';
import { RateLimiterPrisma, RateLimiterRes } from 'rate-limiter-flexible';
import { rateLimits } from '#core/contract/v1/errors.ts';
import type { Deps } from '#core/deps.ts';
import { Failure } from '#core/failure.ts';

/** Tries per window, in seconds. Enough for a person who mistypes, and far too few for guessing. */
const rules = {
  'sign-in': { address: [30, 300], account: [10, 900] },
  'sign-up': { address: [20, 3600], account: [5, 3600] },
  mail: { address: [20, 3600], account: [5, 3600] },
  password: { address: [30, 900], account: [10, 900] },
  link: { address: [60, 600], account: [30, 600] },
  /** API keys that are none of ours. */
  'api-key': { address: [60, 600], account: [60, 600] },
  shared: { address: [300, 600], account: [300, 600] },
  report: { address: [10, 3600], account: [20, 3600] },
  /** What asks the chats themselves. */
  chats: { address: [120, 600], account: [120, 600] },
} as const satisfies Record<string, { address: Rule; account: Rule }>;
/** Requests of one API key. */
const budgets = {
  read: [rateLimits.read.requests, rateLimits.read.seconds],
  change: [rateLimits.change.requests, rateLimits.change.seconds],
} as const satisfies Record<string, Rule>;
type Rule = readonly [points: number, seconds: number];

export interface Trier {
  /** The IP address that the try comes from. */
  address?: string | undefined;
  /** The account tried: its id, or the address that a mail goes to. */
  account?: string | undefined;
  /** A browser in which the account's owner signed in before: its tries are its own, whatever others do elsewhere. */
  browser?: string | undefined;
}

export type Limited = keyof typeof rules;
export interface RateLimits {
  /** Counts a try by its address, account and browser, as far as known. @throws Failure too_many_requests */
  count(what: Limited, who: Trier): Promise<void>;
  /** Takes one request of an API key's budget, as far as there is one left. */
  spend(budget: Budget, apiKeyId: string): Promise<BudgetLeft>;
}

export type Budget = keyof typeof budgets;
export interface BudgetLeft {
  /** How many a window has, of so many seconds. */
  limit: number;
  seconds: number;
  remaining: number;
  /** Until the next window. */
  resetSeconds: number;
  /** There was none left. */
  isOver: boolean;
}

/**
 * In the database, so that limits hold across processes and restarts. Addresses are stored as keyed hashes, for the window's length (forgetTries):
 * the library's own timer would outlive the process's connections, and leave rows behind when the last process stops.
 */
export function createRateLimits(deps: Pick<Deps, 'db' | 'config'>): RateLimits {
  const key = Buffer.from(hkdfSync('sha256', deps.config.encryptionKey, '', 'rate-limits', 32));
  const limiter = (name: string, [points, duration]: Rule) =>
    new RateLimiterPrisma({ storeClient: deps.db, keyPrefix: name, points, duration, clearExpiredByTimeout: false });
  const limiters = new Map(
    Object.entries(rules).map(([name, rule]) => [
      name,
      { address: limiter(`${name}-a`, rule.address), account: limiter(`${name}-u`, rule.account) },
    ]),
  );
  const spenders = new Map(Object.entries(budgets).map(([name, rule]) => [name, limiter(`api-${name}`, rule)]));
  const hashed = (text: string) => createHmac('sha256', key).update(text).digest('base64url').slice(0, 22);

  return {
    async count(what, who) {
      const pair = limiters.get(what);
      if (!pair) throw new Error(`There is no limit for ${what}`);
      try {
        const account = who.account?.toLowerCase();
        if (account && who.browser) return void (await pair.account.consume(hashed(`${who.browser} ${account}`)));
        if (who.address) await pair.address.consume(hashed(who.address));
        if (account) await pair.account.consume(hashed(account));
      } catch (refused) {
        if (refused instanceof RateLimiterRes) throw tooMany(refused.msBeforeNext);
        throw refused;
      }
    },

    async spend(budget, apiKeyId) {
      const [limit, seconds] = budgets[budget];
      const spender = spenders.get(budget);
      if (!spender) throw new Error(`There is no budget ${budget}`);
      const left = (state: RateLimiterRes, isOver: boolean): BudgetLeft => {
        const resetSeconds = Math.max(1, Math.ceil(state.msBeforeNext / 1000));
        return { limit, seconds, remaining: Math.max(0, state.remainingPoints), resetSeconds, isOver };
      };
      try {
        return left(await spender.consume(hashed(apiKeyId)), false);
      } catch (refused) {
        if (refused instanceof RateLimiterRes) return left(refused, true);
        throw refused;
      }
    },
  };
}

function tooMany(waitMs: number): Failure {
  const minutes = Math.ceil(waitMs / 60_000);
  return new Failure('too_many_requests', {
    title: 'Too many tries',
    happened: 'That was tried too often just now. Nothing was changed.',
    next: `Wait ${minutes === 1 ? 'a minute' : `${minutes} minutes`} and try again.`,
  });
}
