import type { GenerationView } from '../../generations/view.ts';
import { findModel } from '../../models/catalogue.ts';
import { isPixelArt } from '../../models/pixel-art.ts';
import { priceOf } from '../../models/plan.ts';
import { rdAnimation } from '../../models/rd-animation.ts';
import { drawnBy, isSheet, priceOfTool, type ToolName, type ToolOffer } from '../../models/tools.ts';
import { priceWords } from '../../words.ts';
import { actions, type Block, text } from '../card/blocks.ts';
import { type Button, button, type Link, link, more } from '../card/controls.ts';
import type { Inline } from '../card/text.ts';
import { otherSize } from './pixel-art.ts';

type Shown = Pick<
  GenerationView,
  'id' | 'model' | 'originModel' | 'tool' | 'count' | 'size' | 'pictures' | 'assets' | 'accountId'
>;
type Picture = Shown['assets'][number];
type Offer = Extract<ToolOffer, { applies: true }>;

/** The same request once more, with its price today. Nothing for a model that is gone. */
export function again(
  view: Pick<Shown, 'id' | 'model' | 'count' | 'size' | 'pictures'> & Partial<Pick<Shown, 'assets'>>,
): Button[] {
  const { id, model: modelId, count, size, pictures } = view;
  const model = findModel(modelId);
  const does = { name: 'again', args: { generationId: id } } as const;
  // Something is wrong with its frames, and another seed may do better.
  const isRedo = model?.hasSeed && view.assets?.some(({ contract }) => (contract?.findings ?? []).length > 0);
  const verb = isRedo ? 'Redo' : 'Again';
  return model ? [button(`${verb} · ${priceWords(priceOf(model, count, size, pictures))}`, does, 'primary')] : [];
}

/** Of pixel art that stands still: whoever draws a figure mostly wants it to walk next. */
const canAnimate = (view: Pick<Shown, 'model' | 'originModel'>, { layout }: Pick<Picture, 'layout'>) =>
  isPixelArt(drawnBy(view) ?? '') && !isSheet(view) && !layout;
const animateLabel = `Animate… · ${priceWords(priceOf(rdAnimation, 1))}`;

export const remix = ({ id }: Pick<Shown, 'id'>): Button =>
  button('Remix…', { name: 'remix', args: { generationId: id } });

/** For those who see another's card: its form and its thanks are theirs alone. */
const reportChoice = (args: { generationId: string }) =>
  ({ label: 'Report…', does: { name: 'report', args } }) as const;

/** Of pixel art: others have no palette. */
const paletteChoice = ({ id, ...made }: Pick<Shown, 'id' | 'model' | 'originModel' | 'tool'>) =>
  isPixelArt(drawnBy(made) ?? '')
    ? [{ label: 'Palette', does: { name: 'palette-of', args: { generationId: id } } } as const]
    : [];

/** What a tool costs for one of the pictures; undefined if it does not apply. */
export function offerOf(
  view: Omit<Shown, 'assets' | 'accountId' | 'id' | 'pictures'>,
  tool: ToolName,
  picture: Pick<Picture, 'width' | 'height'> & Partial<Pick<Picture, 'layout'>>,
): Offer | undefined {
  const { model, originModel, tool: madeBy, count, size } = view;
  const { width, height, layout } = picture;
  const offer = priceOfTool(tool, { model, originModel, tool: madeBy, count, size, width, height, layout });
  return offer.applies ? offer : undefined;
}

/**
 * The page of a result, which its owner sees: a guest has none. In the row of actions if there is room, else in the small print.
 */
export function openLink(
  { assets: [first, ...others], accountId }: Pick<Shown, 'assets' | 'accountId'>,
  publicUrl: string | undefined,
): { in: 'row'; link: Link } | { in: 'words'; link: Extract<Inline, { link: string }> } | undefined {
  if (!first || accountId === null || publicUrl === undefined) return undefined;
  const url = `${publicUrl}/gallery/${first.id}`;
  return others.length > 0 ? { in: 'row', link: link('Open', url) } : { in: 'words', link: { link: 'Open', url } };
}

/** What one can do with a result. The rarer things, and what cannot be undone, are in a menu. */
export function resultActions(view: Shown, open: Link | undefined): Block[] {
  const [first, ...others] = view.assets;
  if (!first) return [];
  return others.length === 0 ? forOne(view, first) : forSeveral(view, open);
}

function forOne(view: Shown, picture: Picture): Block[] {
  const args = { generationId: view.id };
  const assetId = { assetId: picture.id };
  const toolButton = (tool: ToolName): Button[] => {
    const offer = offerOf(view, tool, picture);
    return offer ? [button(offer.label, { name: tool, args: assetId })] : [];
  };
  const chosen = (tool: ToolName) => {
    const offer = offerOf(view, tool, picture);
    return offer ? [{ label: offer.label, does: { name: tool, args: assetId } }] : [];
  };
  const isAnimated = canAnimate(view, picture);
  return [
    actions(
      ...toolButton('upscale'),
      ...toolButton('vary'),
      // The same would come of the same picture.
      ...(view.tool === 'pixel-art' ? [otherSize(view.id)] : again(view)),
      ...(isAnimated ? [button(animateLabel, { name: 'animate', args: assetId })] : toolButton('edit')),
      remix(view),
      ...more(
        ...(isAnimated ? chosen('edit') : []),
        ...chosen('cut-out'),
        ...chosen('describe'),
        ...chosen('pixel-art'),
        { label: 'Use as reference', does: { name: 'use-reference', args: assetId } },
        ...paletteChoice(view),
        { label: 'Save to project', does: { name: 'save', args } },
        { label: 'Download original', does: { name: 'download', args } },
        { label: 'Export…', does: { name: 'export', args: { ...args, several: 'no' } } },
        reportChoice(args),
        { label: 'Delete', does: { name: 'delete', args } },
      ),
    ),
  ];
}

/** What a press comes to is said before it costs: a model that starts from words alone takes nothing of the picture. */
const rowWords = (tool: ToolName, { label, takesPicture, count, priceCredits }: Offer) =>
  tool === 'vary' && !takesPicture ? `${count} more by other seeds · ${priceWords(priceCredits)}` : label;

/** A row for each tool that people know by a letter, with its price once, above; then what is done to all, or asks which. */
function forSeveral(view: Shown, open: Link | undefined): Block[] {
  const args = { generationId: view.id };
  const rows = (['upscale', 'vary'] as const).flatMap((tool) => {
    const offers = view.assets.flatMap((picture) => {
      const offer = offerOf(view, tool, picture);
      return offer ? [{ picture, offer }] : [];
    });
    const [first] = offers;
    return first ? [{ letter: tool === 'upscale' ? 'U' : 'V', tool, words: rowWords(tool, first.offer), offers }] : [];
  });
  const canEdit = view.assets.some((picture) => offerOf(view, 'edit', picture));
  const canCutOut = view.assets.some((picture) => offerOf(view, 'cut-out', picture));
  const canDescribe = view.assets.some((picture) => offerOf(view, 'describe', picture));
  const canSnap = view.assets.some((picture) => offerOf(view, 'pixel-art', picture));
  const prices = rows.flatMap(({ letter, words }, at): Inline[] => [
    at === 0 ? '' : '\u2003',
    { bold: letter },
    ` ${words}`,
  ]);
  return [
    ...(prices.length > 0 ? [text(prices)] : []),
    ...rows.map(({ letter, tool, offers }) =>
      actions(
        ...offers.map(({ picture: { id, position } }) =>
          button(`${letter}${position + 1}`, { name: tool, args: { assetId: id } }),
        ),
      ),
    ),
    actions(
      ...again(view),
      ...(canEdit ? [button('Edit…', { name: 'pick', args: { ...args, what: 'edit' } })] : []),
      remix(view),
      button('Save to project', { name: 'save', args }),
      ...(open ? [open] : []),
      ...more(
        ...(canCutOut
          ? [{ label: 'Cut out one', does: { name: 'pick', args: { ...args, what: 'cut-out' } } } as const]
          : []),
        ...(canDescribe
          ? [{ label: 'Describe one', does: { name: 'pick', args: { ...args, what: 'describe' } } } as const]
          : []),
        ...(view.assets.some((picture) => canAnimate(view, picture))
          ? [{ label: 'Animate one', does: { name: 'pick', args: { ...args, what: 'animate' } } } as const]
          : []),
        ...(canSnap
          ? [{ label: 'Make pixel art of one', does: { name: 'pick', args: { ...args, what: 'pixel-art' } } } as const]
          : []),
        { label: 'Use one as reference', does: { name: 'pick', args: { ...args, what: 'use-reference' } } },
        ...paletteChoice(view),
        { label: 'Download originals', does: { name: 'download', args } },
        { label: 'Export…', does: { name: 'export', args: { ...args, several: 'yes' } } },
        reportChoice(args),
        { label: 'Delete', does: { name: 'delete', args } },
      ),
    ),
  ];
}
