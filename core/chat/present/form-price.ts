import { credits, priceWords } from '../../words.ts';
import type { FormPrice } from '../card/form.ts';

/** What sending a form costs, in a chat that tells it anew when somebody changes the form. */
export const livePrice = ({ each, count, balance }: FormPrice): string =>
  `It costs ${priceWords(each * count)}${count > 1 ? ` (${count} × ${each})` : ''}${balanceWords(balance)}`;

/** The same in a chat whose forms stay as they opened. */
export const openingPrice = (price: FormPrice): string =>
  price.decidedBy.length === 0
    ? livePrice(price)
    : `Now ${priceWords(price.each * price.count)}: ${price.each} × ${price.count}, by the model and how many${balanceWords(price.balance)}`;

const balanceWords = (balance: number | undefined) => (balance === undefined ? '.' : `; you have ${credits(balance)}.`);
