import { z } from 'zod';
import type { Deps } from '../deps.ts';
import { Failure } from '../failure.ts';
import { capital, credits, dayWords } from '../words.ts';

/**
 * Why credits that nobody paid for (a trial, a month of the Free plan, a grant) cannot be spent now:
 * the account, or the workspace and the person in it, are too new; or a day's limit of the workspace, or of the service, is reached.
 */
export const unpaidRefusal = z.enum(['account_too_new', 'workspace_too_new', 'workspace_day', 'service_day']);
export type UnpaidRefusal = z.infer<typeof unpaidRefusal>;

/** As in too_new_for_unpaid(). */
const discordDays = 7;
const dayMs = 24 * 60 * 60_000;

/** Nothing was held. People who paid are never refused. */
export class UnpaidLimit extends Failure {
  readonly why: UnpaidRefusal;

  /** @param asked `chatUserId` of the requester, if asked in a chat */
  constructor(why: UnpaidRefusal, asked: { price: number; chatUserId: string | undefined }) {
    super('unpaid_limit', {
      title: 'Free credits cannot be used just now',
      happened: `${whyNot(why, asked.chatUserId)} This would take ${credits(asked.price)}. Nothing was held and nothing was made.`,
      next: ['Buy credits with ', { command: 'buy' }, `: they work at once. Or wait: ${until(why, asked.chatUserId)}`],
    });
    this.why = why;
  }
}

/** The same before anybody asks for something. */
export const unpaidWords = (why: UnpaidRefusal, chatUserId: string): string =>
  `${whyNot(why, chatUserId)} ${capital(until(why, chatUserId))} Bought credits work at once.`;

function whyNot(why: UnpaidRefusal, chatUserId: string | undefined): string {
  switch (why) {
    case 'account_too_new':
      if (chatUserId === undefined)
        return `Nobody linked to your account is old enough for free credits: a Discord account has to be ${discordDays} days old.`;
      return `Your Discord account is younger than ${discordDays} days, and free credits are for older ones.`;
    case 'workspace_too_new':
      return 'UPixel came to this workspace less than a day ago, and so did you. Free credits begin a day later.';
    case 'workspace_day':
      return 'What everybody here may use of free credits in a day is used up.';
    case 'service_day':
      return 'What UPixel gives away in a day is used up.';
  }
}

function until(why: UnpaidRefusal, chatUserId: string | undefined): string {
  switch (why) {
    case 'account_too_new':
      if (chatUserId === undefined) return 'link one that is older, or come back when yours is.';
      return `yours work from ${dayWords(new Date(accountMadeAt(chatUserId) + (discordDays + 1) * dayMs))}.`;
    case 'workspace_too_new':
      return 'yours work from tomorrow.';
    case 'workspace_day':
    case 'service_day':
      return 'there are more after midnight (UTC). Yours stay yours.';
  }
}

/** A Discord id contains its creation time. https://discord.com/developers/docs/reference#snowflakes */
const accountMadeAt = (userId: string): number =>
  /^\d{15,20}$/.test(userId) ? Number(BigInt(userId) >> 22n) + 1_420_070_400_000 : Date.now();

/** Yesterday's counters still change, as requests that end give back what they held; older ones are of no use. */
export const forgetUnpaidDays = ({ db }: Pick<Deps, 'db'>) =>
  db.$executeRaw`DELETE FROM unpaid_days WHERE day < (now() AT TIME ZONE 'UTC')::date - 30`;
