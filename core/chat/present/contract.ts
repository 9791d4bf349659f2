import { offerDays } from '../../assets/contract/asset-contract.ts';
import { layoutInWords } from '../../assets/layout/layout-words.ts';
import type { GenerationView } from '../../generations/view.ts';
import { breachInWords, checkInWords } from '../../pixel/contract-words.ts';
import { findingInWords } from '../../pixel/doctor/finding-words.ts';
import { changeInWords } from '../../pixel/mend.ts';
import { seamsInWords } from '../../pixel/tiles/seam-words.ts';
import { credits, dayWords } from '../../words.ts';
import { actions, type Block } from '../card/blocks.ts';
import { button } from '../card/controls.ts';

type Shown = Pick<GenerationView, 'assets' | 'unitPrice'>;
type Offer = Shown & Pick<GenerationView, 'createdAt'>;
type Picture = Shown['assets'][number];

/** What each picture is, beside what it was to be: `32 × 32 · 12 colours · alpha 0/255 · grid 1.00 ✓`; and what was done to it, or is wrong with it. */
export function contractLines({ assets, unitPrice, createdAt }: Offer): string[] {
  const lines = assets.flatMap((asset) => {
    const words = wordsOf(asset);
    return words.length === 0 ? [] : [`${assets.length > 1 ? `${asset.position + 1}: ` : ''}${words.join(' ')}`];
  });
  return [
    ...lines,
    ...mapWords(assets),
    ...(assets.some(({ isOffered }) => isOffered) ? [offerWords(unitPrice, createdAt)] : []),
  ];
}

function wordsOf({ contract, layout, isOffered, isKept }: Picture): string[] {
  if (!contract) return [];
  const { breaches, changes, findings = [], secondTry } = contract;
  return [
    `${layout ? `${layoutInWords(layout)} · ` : ''}${checkInWords(contract)}`,
    ...breaches.map(breachInWords),
    ...changes.map(changeInWords),
    ...(layout?.kind === 'tiles' && layout.seams ? [seamsInWords(layout.seams)] : []),
    ...findings.map(findingInWords),
    ...(isOffered && breaches.length === 0 ? ['That is more than a touch-up.'] : []),
    ...(secondTry ? ['It is from a second try, at our cost.'] : []),
    ...(isKept && !contract.isCandidate ? ['It was kept as it is.'] : []),
  ];
}

/** Tiles are shown as what they make; the menu's own words lead to them (see result-actions.ts). */
function mapWords(assets: readonly Picture[]): string[] {
  const tiles = assets.flatMap(({ layout }) => (layout?.kind === 'tiles' ? [layout.count] : []));
  const [count] = tiles;
  if (count === undefined) return [];
  if (tiles.length > 1) return ['You see maps drawn with them. Download originals has the tiles.'];
  return [
    `You see a map drawn with ${count === 1 ? 'it' : `the ${count} tiles`}. Download original has the ${count === 1 ? 'tile' : 'tileset'}.`,
  ];
}

/** By its day, as the card stands there when the days are over. */
const offerWords = (price: number, createdAt: Date): string =>
  price === 0
    ? 'The model did not keep to what was asked, and not at a second try, either.'
    : `The model did not keep to what was asked, and not at a second try at our cost, either. Keep it, or give it back until ${dayWords(new Date(createdAt.getTime() + offerDays * dayMs))} for ${credits(price)}.`;

const dayMs = 24 * 60 * 60_000;

/** For those that are not as asked, both ways out; one row for each picture. */
export function offerActions({ assets, unitPrice }: Shown): Block[] {
  return assets
    .filter(({ isOffered }) => isOffered)
    .map(({ id, position }) => {
      const args = { assetId: id };
      const which = assets.length > 1 ? ` ${position + 1}` : ' it';
      return actions(
        button(`Keep${which} · ${credits(unitPrice)}`, { name: 'keep-offer', args }),
        button(`Give${which} back · ${credits(unitPrice)} return`, { name: 'give-back', args }),
      );
    });
}
