/** Words that are the same in every card, mail and page. */

/** "1 image", "1,200 images". */
export const counted = (amount: number, what: string): string =>
  `${amount.toLocaleString('en-US')} ${what}${amount === 1 ? '' : 's'}`;

/** "1 credit", "1,200 credits". */
export const credits = (amount: number): string => counted(amount, 'credit');

/** "4 kB", "1.2 MB". */
export const bytesInWords = (bytes: number): string =>
  bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1000))} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;

/** Capitalises the first letter, as at the beginning of a sentence. */
export const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

/** What begins with a name keeps it as it is written: “rd-fast failed while it was working.” */
export const sentenceOf = (words: string, name: string): string =>
  `${words.startsWith(name) ? words : capital(words)}.`;

/** "24 November", in UTC; with the year if it is not the current one. */
export function dayWords(date: Date, now = new Date()): string {
  const year = date.getUTCFullYear() === now.getUTCFullYear() ? {} : ({ year: 'numeric' } as const);
  return new Intl.DateTimeFormat('en-GB', { month: 'long', day: 'numeric', ...year, timeZone: 'UTC' }).format(date);
}

/** What something costs: "4 credits", or "free". */
export const priceWords = (price: number): string => (price === 0 ? 'free' : credits(price));

const hourMs = 60 * 60_000;

/** How long to wait: "40 seconds", "5 minutes", "6 hours". */
export function waitWords(ms: number): string {
  if (ms <= 90_000) return counted(Math.max(1, Math.ceil(ms / 1_000)), 'second');
  if (ms <= 1.5 * hourMs) return counted(Math.ceil(ms / 60_000), 'minute');
  return counted(Math.ceil(ms / hourMs), 'hour');
}
