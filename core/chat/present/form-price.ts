import { credits, priceWords } from '../../words.ts';
import type { FormPrice } from '../card/form.ts';

/** What sending a form costs, in a chat that tells it anew when somebody changes the form. */
export const livePrice = (price: FormPrice): string =>
  price.fault === undefined ? totalWords(price) : `${price.fault} What it costs is said then${payerWords(price)}`;

const totalWords = (price: FormPrice): string =>
  `It costs ${priceWords(price.each * price.count)}${price.count > 1 ? ` (${price.count} × ${price.each})` : ''}${payerWords(price)}`;

/** The same in a chat whose forms stay as they opened. */
export const openingPrice = (price: FormPrice): string =>
  price.decidedBy.length === 0
    ? livePrice(price)
    : `Now ${priceWords(price.each * price.count)}: ${price.each} × ${price.count}, by what you choose${payerWords(price)}`;

const payerWords = ({ balance, teamMayPay }: FormPrice) =>
  `${balance === undefined ? '' : `; you have ${credits(balance)}`}${teamMayPay ? '; your team pays where it can' : ''}.`;
