import { credits, priceWords } from '../../words.ts';
import type { FormPrice } from '../card/form.ts';

/** What sending a form costs, in a chat that tells it anew when somebody changes the form. */
export const livePrice = (price: FormPrice): string =>
  price.fault === undefined
    ? totalWords(price)
    : `${price.fault} What it costs is said then${payerWords({ ...price, further: undefined })}`;

const totalWords = (price: FormPrice): string =>
  `It costs ${priceWords(price.each * price.count)}${price.count > 1 ? ` (${price.count} × ${price.each})` : ''}${payerWords(price)}`;

/** The same in a chat whose forms stay as they opened. */
export const openingPrice = (price: FormPrice): string =>
  price.decidedBy.length === 0
    ? livePrice(price)
    : `Now ${priceWords(price.each * price.count)}: ${price.each} × ${price.count}${price.further ? '' : ', by what you choose'}${payerWords(price)}`;

/** Short: where a form has no room for it, the price stands in a description of 100 characters. */
const furtherWords = ({ further = 0 }: Pick<FormPrice, 'further'>) =>
  further === 0 ? '' : `, +${further} an image per picture after the first`;

const payerWords = ({ balance, teamMayPay, further }: FormPrice) =>
  `${furtherWords({ further })}${balance === undefined ? '' : `; you have ${credits(balance)}`}${teamMayPay ? '; your team pays where it can' : ''}.`;
