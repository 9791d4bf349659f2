import { planName } from '../billing/plans.ts';
import { modelName } from '../chat/present/model-name.ts';
import { quotePrompt } from '../chat/quote-prompt.ts';
import { isolated } from '../contract/isolated.ts';
import { moneyText } from '../contract/money.ts';
import { capital, credits, dayWords } from '../words.ts';
import type { LedgerRow } from './ledger.ts';
import { madeWords } from './made-words.ts';

const promptChars = 60;

/** Where the credits of a lot come from, and whether they can be spent. */
export function lotLabel(lot: Pick<LedgerRow, 'origin' | 'isFrozen' | 'item' | 'freeMonth'>): string {
  const from = lot.origin === 'plan' ? planWords(lot) : originWords(lot.origin);
  return lot.isFrozen ? `${from}, frozen while the payment is disputed` : from;
}

/** Names the plan, because months of two plans may exist side by side. */
function planWords({ item, freeMonth }: Pick<LedgerRow, 'item' | 'freeMonth'>): string {
  if (freeMonth !== null) return `${planName('free')} plan, ${monthWords(freeMonth)}`;
  return item === null ? originWords('plan') : `${planName(item)} plan`;
}

function originWords(origin: LedgerRow['origin']): string {
  switch (origin) {
    case 'trial':
      return 'Trial credits';
    case 'purchase':
      return 'Bought credits';
    case 'plan':
      return 'Credits of your plan';
    case 'grant':
      return 'Granted by UPixel';
    case 'gift':
      return 'A gift';
  }
}

/** Explains a line of the ledger. */
export function ledgerWords(line: LedgerRow): string {
  switch (line.kind) {
    case 'grant':
      return grantWords(line);
    case 'hold':
      return `${capital(`${line.isOpen ? 'held for ' : ''}${madeWords(line.tool, line.count ?? 0)}`)} with ${modelName(line.model ?? '')}${partOf(line)}${of(line)}`;
    case 'release':
      return `Back for ${returned(line)}${of(line)}`;
    case 'forfeit':
      if (line.amount > 0) return 'Given back: what was void while a refund was under way that did not arrive';
      return line.origin === 'trial'
        ? 'Trial credits count once per person: not carried over from a second identity'
        : 'Void: the payment for these credits went back to you';
    case 'refund':
      return line.amount > 0
        ? `Given back: the refund of ${paid(-(line.money ?? 0), line)} did not arrive`
        : line.money === null
          ? 'Taken back: came back after the money for it was refunded'
          : `Taken back: refund of ${paid(line.money, line)}`;
    case 'expire':
      return `Not used in time: ${sourceWords(line)}`;
    case 'dispute':
      return `Taken back: your bank reversed the payment of ${paid(line.money, line)}`;
    case 'gift':
      return giftWords(line);
    case 'correction':
      return 'Corrected by UPixel';
  }
}

function grantWords(line: LedgerRow): string {
  const { origin, amount } = line;
  switch (origin) {
    case 'trial':
      return amount === 1 ? '1 trial credit' : `${amount} trial credits`;
    case 'purchase':
      return `Bought ${credits(amount)}${line.item === null ? '' : ` for ${paid(line.amountPaid, line)}`}`;
    case 'plan':
      return sourceWords(line);
    case 'grant':
      return `${credits(amount)} granted by UPixel`;
    case 'gift':
      return originWords(origin);
  }
}

/** The lot of a gift belongs to its recipient; the other lots are the giver's. */
function giftWords({ origin, amount, giftName, giftMessage }: LedgerRow): string {
  // A name goes with its person.
  const other = giftName === '' ? 'somebody who is no longer here' : isolated(giftName ?? 'somebody else');
  if (origin === 'gift')
    return amount > 0
      ? `From ${other}${giftMessage ? `: ${isolated(giftMessage)}` : ''}`
      : `Taken back by ${other} within a minute`;
  return amount > 0 ? `Back from ${other}: taken back within a minute` : `Given to ${other}`;
}

/** "Pro, 24 November – 24 December", "Free, November 2026". */
function sourceWords(line: LedgerRow): string {
  if (line.freeMonth !== null) return `${planName('free')}, ${monthWords(line.freeMonth)}`;
  if (line.item !== null && line.periodStart && line.periodEnd)
    return `${planName(line.item)}, ${dayWords(line.periodStart, line.createdAt)} – ${dayWords(line.periodEnd, line.createdAt)}`;
  return originWords(line.origin);
}

/** The first of a month, as YYYY-MM-DD, becomes "November 2026". */
const monthWords = (first: string) =>
  new Intl.DateTimeFormat('en-US', { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(new Date(first));

const paid = (amount: number | null, { currency }: LedgerRow) =>
  moneyText({ amount: amount ?? 0, currency: currency ?? 'usd' });

/** A price taken from several lots has a line for each. */
function partOf({ amount, count, unitPrice }: LedgerRow): string {
  const price = (count ?? 0) * (unitPrice ?? 0);
  return -amount === price ? '' : `, ${-amount} of ${credits(price)}`;
}

function returned({ amount, unitPrice, isCanceled, isUnposted, tool }: LedgerRow): string {
  const count = amount / (unitPrice ?? amount);
  const plural = count !== 1;
  const why = isUnposted ? 'could not be posted' : isCanceled ? 'you canceled' : `${plural ? 'were' : 'was'} not made`;
  // Credits that return to several lots need not be whole pictures in each.
  return `${Number.isInteger(count) ? madeWords(tool, count) : 'pictures'} that ${why}`;
}

/** Nobody typed what a description was asked for with. */
function of({ prompt, tool }: LedgerRow): string {
  if (prompt === null || tool === 'describe') return '';
  return `: ${quotePrompt(prompt, promptChars)}`;
}
