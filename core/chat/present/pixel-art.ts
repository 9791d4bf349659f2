import { shownSize } from '../../assets/layout/shown-size.ts';
import { type PixelFound, sizesFor } from '../../generations/pixel-found.ts';
import type { FailureCode } from '../../generations/settlement.ts';
import type { GenerationView } from '../../generations/view.ts';
import { enlargingFactor } from '../../models/tools.ts';
import { factsInWords } from '../../pixel/contract-words.ts';
import { shownFactor } from '../../pixel/shown-factor.ts';
import { actions, type Block, text } from '../card/blocks.ts';
import type { Card } from '../card/card.ts';
import { type Button, button, more } from '../card/controls.ts';
import { titleOf } from './title.ts';

type Shown = Pick<GenerationView, 'id' | 'assets'>;

/** A grid of which nobody but the asker knows whether it is this one or that. */
export const isChoice = (assets: ReadonlyArray<Pick<GenerationView['assets'][number], 'contract'>>): boolean =>
  assets.length > 1 && assets.every(({ contract }) => contract?.isCandidate);

const size = (asset: Pick<GenerationView['assets'][number], 'width' | 'height' | 'layout'>) => {
  const { width, height } = shownSize(asset, asset.layout);
  return `${width} × ${height}`;
};

export const choiceWords = (assets: ReadonlyArray<Parameters<typeof size>[0]>): string =>
  `Two grids fit this picture. Is it ${assets.map(size).join(' or ')}? Keep the right one: the other is deleted then.`;

/** Pixel art is often so small that a chat shows a stamp of it, or smooths it: it is posted enlarged. What moves, and tiles, are shown in ways of their own. */
export const isShownLarger = ({
  contract,
  layout,
  width,
  height,
}: Pick<GenerationView['assets'][number], 'contract' | 'layout' | 'width' | 'height'>): boolean =>
  !layout && contract?.facts.grid === 1 && shownFactor({ width, height }) > 1;

/** The menu's own words for where it is as it is; see result-actions.ts. */
export function largerWords({ assets }: Pick<GenerationView, 'assets'>): string[] {
  if (!assets.some(isShownLarger)) return [];
  return [
    `Shown enlarged. ${assets.length > 1 ? 'Download originals has them' : 'Download original has it'} pixel by pixel.`,
  ];
}

/** Which of the two it is; the rest once that is said. */
export function choiceActions({ id, assets }: Shown): Block[] {
  const args = { generationId: id };
  return [
    actions(
      ...assets.map(({ id: assetId, ...sides }) => button(size(sides), { name: 'keep-candidate', args: { assetId } })),
      otherSize(id),
      ...more(
        { label: 'Download originals', does: { name: 'download', args } },
        { label: 'Report…', does: { name: 'report', args } },
        { label: 'Delete', does: { name: 'delete', args } },
      ),
    ),
  ];
}

/** Where another one would come of the same picture. */
export const otherSize = (generationId: string): Button =>
  button('Other size or colours…', { name: 'pixelate-as', args: { generationId } });

/** It ended without a picture because of what the picture is, and not because of a fault. */
export const isFinding = (code: FailureCode): code is 'no_grid' | 'already_pixel_art' =>
  code === 'no_grid' || code === 'already_pixel_art';

/** Nothing was made: of a picture without a grid somebody may say how large, and what is pixel art already may be enlarged. */
export function findingCard(
  view: Pick<GenerationView, 'id' | 'prompt' | 'pixelFound'>,
  code: 'no_grid' | 'already_pixel_art',
  { back, whose }: { back: string; whose: readonly Block[] },
): Card {
  const { id, pixelFound } = view;
  const isNative = code === 'already_pixel_art';
  const [title, ...words] = isNative ? nativeWords(pixelFound, back) : noGridWords(back);
  return {
    tone: 'notice',
    title,
    blocks: [
      text(titleOf(view.prompt), ...words),
      ...whose,
      actions(...(isNative ? enlargements(id, pixelFound) : sizes(id, pixelFound)), otherSize(id)),
    ],
  };
}

const noGridWords = (back: string): [string, ...string[]] => [
  'No pixel grid in it',
  `There is no grid of pixels in this picture, as in a photograph, a smooth drawing or one colour. ${back}`,
  'I can make pixel art of it all the same: each square the colours that it covers. How many pixels on its longer side?',
];

const nativeWords = (found: PixelFound | null | undefined, back: string): [string, ...string[]] => [
  'It is pixel art already',
  `${found?.facts ? `${factsInWords(found.facts)}. ` : ''}So nothing was changed. ${back}`,
];

const sizes = (generationId: string, found: PixelFound | null | undefined): Button[] =>
  (found ? sizesFor(found) : []).map((longest) =>
    button(String(longest), { name: 'pixelate', args: { generationId, longest: String(longest) } }),
  );

function enlargements(generationId: string, found: PixelFound | null | undefined): Button[] {
  // What is enlarged is one picture.
  const factor = found && found.frames === undefined && enlargingFactor(found);
  return factor ? [button(`Enlarge ${factor} × · free`, { name: 'upscale-native', args: { generationId } })] : [];
}

/** From what it was made. */
export function foundWords(found: PixelFound | null | undefined): string {
  if (!found) return 'Pixel art of a picture';
  const size = `${found.width.toLocaleString('en-US')} × ${found.height.toLocaleString('en-US')}`;
  const isOne = found.frames === undefined;
  const of = isOne ? `a picture of ${size}` : `${found.frames} pictures of ${size}`;
  if (found.kind !== 'pixelated') return `Pixel art of ${of}`;
  return `Pixel art of ${of}, in squares of ${isOne ? 'its' : 'their'} colours`;
}
