/** The ways in which a prompt can be read, so that nobody hides a word: as it stands, and with what stands between its letters taken out. */
export function readings(prompt: string): string[] {
  const plain = prompt
    .normalize('NFKD')
    .replaceAll(/[\p{M}\p{Cf}]/gu, '') // accents, and characters that nobody sees
    .replaceAll(/\s+/gu, ' ');
  const join = (text: string) =>
    text.replaceAll(spelledOut, (letters) => letters.replaceAll(between, '')).replaceAll(inside, '');
  const joined = join(plain);
  return [
    ...new Set([
      plain,
      joined,
      join(plain.replaceAll(article, '')),
      joined.replaceAll(/(\p{L})\1{2,}/gu, '$1'),
      plain.replaceAll(/[-_]+/g, ' '),
    ]),
  ];
}

const between = /[\s._*|~+-]+/gu;
/** `l o l i`, `p.o.r.n`: three letters at least that stand alone, with the same between them. */
const spelledOut =
  /(?<![\p{L}\p{N}])[\p{L}\p{N}@$!]([\s._*|~+-]+)[\p{L}\p{N}@$!](?:\1[\p{L}\p{N}@$!])+(?![\p{L}\p{N}])/gu;
/** It would be taken for the first of such letters. */
const article = /(?<![\p{L}\p{N}])a (?=\p{L} \p{L} )/giu;
/** `po.rn`, `po*rn`. */
const inside = /(?<=\p{L})[._*|~+]+(?=\p{L})/gu;

const inWords: Record<string, number> = {
  ...{ four: 4, five: 5, six: 6, seven: 7, eight: 8, nine: 9, ten: 10, eleven: 11, twelve: 12, thirteen: 13 },
  ...{ fourteen: 14, fifteen: 15, sixteen: 16, seventeen: 17 },
};
const number = `(\\d{1,2}|${Object.keys(inWords).join('|')})`;
/** What is old has to be somebody: not a whisky. */
const things = 'whisk|scotch|bourbon|rum|wine|port|cheese|car|house|tree|oak|brand|compan|castle';
const yearsOld = `${number}[\\s-]*(?:years?|yrs?)[\\s-]*olds?(?![\\s-]*(?:${things}))`;
const shortly = `${number}[\\s-]?y\\/?o(?![\\p{L}])|aged?\\s+${number}(?![\\p{L}\\p{N}])`;
const ages = new RegExp(`(?<![\\p{L}\\p{N}])(?:${yearsOld}|${shortly})`, 'giu');

/** Where the text says that somebody is younger than 18. */
export const agesOfMinors = (text: string): Array<{ start: number; end: number }> =>
  [...text.matchAll(ages)].flatMap((match) => {
    const said = (match[1] ?? match[2] ?? match[3] ?? '').toLowerCase();
    const age = inWords[said] ?? Number(said);
    return age < 18 ? [{ start: match.index, end: match.index + match[0].length }] : [];
  });
