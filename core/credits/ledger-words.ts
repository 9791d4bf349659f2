import { modelName } from '../chat/present/generation.ts';
import { credits } from '../generations/refusals.ts';
import type { LedgerRow } from './ledger.ts';

const promptChars = 60;

/** Where the credits of a lot come from. */
export function lotLabel(origin: LedgerRow['origin']): string {
  switch (origin) {
    case 'trial':
      return 'Trial credits';
    case 'purchase':
      return 'Bought credits';
    case 'plan':
      return 'Credits of your plan';
    case 'grant':
      return 'Granted by UPixel';
  }
}

/** A line of the ledger explained. */
export function ledgerWords(line: LedgerRow): string {
  switch (line.kind) {
    case 'grant':
      return grantWords(line);
    case 'hold':
      return `Held for ${images(line.count ?? 0)} with ${modelName(line.model ?? '')}${partOf(line)}${of(line)}`;
    case 'release':
      return `Back for ${returned(line)}${of(line)}`;
    case 'forfeit':
      return 'Trial credits count once per person: not carried over from a second identity';
  }
}

function grantWords({ origin, amount }: LedgerRow): string {
  switch (origin) {
    case 'trial':
      return amount === 1 ? '1 trial credit' : `${amount} trial credits`;
    case 'purchase':
      return `Bought ${credits(amount)}`;
    case 'plan':
      return `${credits(amount)} of your plan`;
    case 'grant':
      return `${credits(amount)} granted by UPixel`;
  }
}

const images = (count: number) => (count === 1 ? '1 image' : `${count} images`);

/** A price that was taken from several lots has a line for each. */
function partOf({ amount, count, unitPrice }: LedgerRow): string {
  const price = (count ?? 0) * (unitPrice ?? 0);
  return -amount === price ? '' : `, ${-amount} of ${credits(price)}`;
}

function returned({ amount, unitPrice, isCanceled }: LedgerRow): string {
  const count = amount / (unitPrice ?? amount);
  const plural = count !== 1;
  const why = isCanceled ? 'you canceled' : `${plural ? 'were' : 'was'} not made`;
  // What comes back to several lots need not be a whole image's in each.
  return `${Number.isInteger(count) ? images(count) : 'images'} that ${why}`;
}

function of({ prompt }: LedgerRow): string {
  if (prompt === null) return '';
  const short = prompt.length <= promptChars ? prompt : `${prompt.slice(0, promptChars - 1).trimEnd()}…`;
  return `: “${short.replaceAll(/\s+/g, ' ')}”`;
}
