import { hexOf } from './colour/hex.ts';
import { type Breach, type ContractCheck, mostCounted, type PixelContract, type PixelFacts } from './contract.ts';

interface Size {
  width: number;
  height: number;
}

const number = (amount: number) => amount.toLocaleString('en-US');
const size = ({ width, height }: Size) => `${width} × ${height}`;
const counted = (amount: number, what: string) => `${number(amount)} ${what}${amount === 1 ? '' : 's'}`;
const colours = (amount: number) =>
  amount > mostCounted ? `more than ${number(mostCounted)} colours` : counted(amount, 'colour');

const alphaWords: Record<PixelFacts['alpha'], string> = {
  none: 'opaque',
  binary: 'alpha 0/255',
  partial: 'alpha between 0 and 255',
};

/** `32 × 32 · at most 16 colours, of a palette of 16 · alpha 0/255` */
export const askedInWords = ({ palette, maxColours, alpha, isCutOut, ...sides }: PixelContract): string =>
  [
    size(sides),
    `at most ${colours(maxColours)}${palette ? `, of a palette of ${palette.length}` : ''}`,
    alphaWords[alpha],
    ...(isCutOut ? ['no background'] : []),
  ].join(' · ');

/** `32 × 32 · 12 colours · alpha 0/255 · grid 1.00` */
export const factsInWords = (facts: PixelFacts): string =>
  [size(facts), colours(facts.colours), alphaWords[facts.alpha], `grid ${facts.grid.toFixed(2)}`].join(' · ');

/** The facts, and whether they are what was promised: `32 × 32 · 12 colours · alpha 0/255 · grid 1.00 ✓` */
export const checkInWords = ({ facts, breaches }: Pick<ContractCheck, 'facts' | 'breaches'>): string =>
  `${factsInWords(facts)} ${breaches.length === 0 ? '✓' : '✗'}`;

/** What is not as promised, as a sentence. */
export function breachInWords(breach: Breach): string {
  switch (breach.kind) {
    case 'size':
      return `It is ${size(breach.is)}, not ${size(breach.wanted)}.`;
    case 'grid':
      return `It is a picture of ${size(breach.native)} enlarged ${breach.factor} times, not one at its own size.`;
    case 'colours':
      return `It has ${colours(breach.is)}, not ${number(breach.most)} at most.`;
    case 'palette': {
      const { count, strangers } = breach;
      const more = count > strangers.length ? ', …' : '';
      const has =
        count > mostCounted
          ? `more than ${number(mostCounted)} colours that are`
          : `${counted(count, 'colour')} that ${count === 1 ? 'is' : 'are'}`;
      return `It has ${has} not in the palette: ${strangers.map(hexOf).join(', ')}${more}.`;
    }
    case 'alpha': {
      const many = breach.pixels !== 1;
      const they = `${counted(breach.pixels, 'pixel')} ${many ? 'are' : 'is'}`;
      return breach.wanted === 'none' ? `${they} not opaque.` : `${they} half transparent, neither clear nor opaque.`;
    }
    case 'background':
      return 'Its background stayed: nothing of it is clear.';
  }
}
