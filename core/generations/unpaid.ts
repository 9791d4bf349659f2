import { dayWords } from '../billing/day-words.ts';
import type { Spot } from '../chat/messenger.ts';
import type { Deps } from '../deps.ts';
import { Failure } from '../failure.ts';
import { credits } from './refusals.ts';

/**
 * Why credits that nobody paid for (a trial, a month of the Free plan, a grant) cannot be spent now:
 * the account, or the workspace and the person in it, are too new; or a day's limit of the workspace, or of the service, is reached.
 */
export type UnpaidRefusal = 'account_too_new' | 'workspace_too_new' | 'workspace_day' | 'service_day';

/** As in too_new_for_unpaid(). */
const discordDays = 7;
const dayMs = 24 * 60 * 60_000;

/** Nothing was held. Whoever pays is not kept from anything. */
export class UnpaidLimit extends Failure {
  readonly why: UnpaidRefusal;

  constructor(why: UnpaidRefusal, asked: { price: number; spot: Pick<Spot, 'userId'> }) {
    super('unpaid_limit', {
      title: 'Free credits cannot be used just now',
      happened: `${whyNot(why)} This would take ${credits(asked.price)}. Nothing was held and nothing was made.`,
      next: ['Buy credits with ', { command: 'buy' }, `: they work at once. Or wait: ${until(why, asked.spot)}`],
    });
    this.why = why;
  }
}

function whyNot(why: UnpaidRefusal): string {
  switch (why) {
    case 'account_too_new':
      return `Your Discord account is younger than ${discordDays} days, and free credits are for older ones.`;
    case 'workspace_too_new':
      return 'UPixel came to this workspace less than a day ago, and so did you. Free credits begin a day later.';
    case 'workspace_day':
      return 'What everybody here may use of free credits in a day is used up.';
    case 'service_day':
      return 'What UPixel gives away in a day is used up.';
  }
}

function until(why: UnpaidRefusal, { userId }: Pick<Spot, 'userId'>): string {
  switch (why) {
    case 'account_too_new':
      return `yours work from ${dayWords(new Date(accountMadeAt(userId) + (discordDays + 1) * dayMs))}.`;
    case 'workspace_too_new':
      return 'yours work from tomorrow.';
    case 'workspace_day':
    case 'service_day':
      return 'there are more after midnight (UTC). Yours stay yours.';
  }
}

/** A Discord id tells when it was made. https://discord.com/developers/docs/reference#snowflakes */
const accountMadeAt = (userId: string): number =>
  /^\d{15,20}$/.test(userId) ? Number(BigInt(userId) >> 22n) + 1_420_070_400_000 : Date.now();

/** Yesterday's counters still change, as requests that end give back what they held; older ones are of no use. */
export const forgetUnpaidDays = ({ db }: Pick<Deps, 'db'>) =>
  db.$executeRaw`DELETE FROM unpaid_days WHERE day < (now() AT TIME ZONE 'UTC')::date - 30`;
