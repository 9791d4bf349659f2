import type { GenerationView } from '../../generations/view.ts';
import { findModel } from '../../models/catalogue.ts';
import { drawnBy } from '../../models/on-grid.ts';
import { isPixelArt } from '../../models/pixel-art.ts';
import { priceOf } from '../../models/plan.ts';
import { rdAnimation } from '../../models/rd-animation.ts';
import { isSheet, priceOfTool, type ToolName, type ToolOffer } from '../../models/tools.ts';
import { priceWords } from '../../words.ts';
import { actions, type Block, text } from '../card/blocks.ts';
import { type Button, button, type Link, link, more } from '../card/controls.ts';
import type { Inline } from '../card/text.ts';
import type { Intent, IntentArgs } from '../intent.ts';
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

/** Credits for which a picture is made to move; undefined if it is not pixel art that stands still: whoever draws a figure mostly wants it to walk next. */
const priceToAnimate = (
  view: Pick<Shown, 'model' | 'originModel'>,
  { layout, isFlagged }: Pick<Picture, 'layout' | 'isFlagged'>,
): number | undefined =>
  isPixelArt(drawnBy(view) ?? '') && !isSheet(view) && !layout && !isFlagged ? priceOf(rdAnimation, 1) : undefined;

export const remix = ({ id }: Pick<Shown, 'id'>): Button =>
  button('Remix…', { name: 'remix', args: { generationId: id } });

/** For those who see another's card: its form and its thanks are theirs alone. */
const reportChoice = (args: { generationId: string }) =>
  ({ label: 'Report…', does: { name: 'report', args } }) as const;

/** Of pixel art: others have no palette. */
const paletteChoice = ({ id, assets, ...made }: Pick<Shown, 'id' | 'model' | 'originModel' | 'tool' | 'assets'>) =>
  isPixelArt(drawnBy(made) ?? '') && assets.some(isHandedOut)
    ? [{ label: 'Palette', does: { name: 'palette-of', args: { generationId: id } } } as const]
    : [];

/** What a check flagged is in no gallery and in no file. */
const isHandedOut = ({ isFlagged }: Pick<Picture, 'isFlagged'>) => !isFlagged;

const saveChoice = ({ id, assets }: Shown) =>
  assets.some(isHandedOut)
    ? [{ label: 'Save to project', does: { name: 'save', args: { generationId: id } } } as const]
    : [];

const fileChoices = ({ id, assets }: Shown, label: string, several: 'yes' | 'no') =>
  assets.some(isHandedOut)
    ? ([
        { label, does: { name: 'download', args: { generationId: id } } },
        { label: 'Export…', does: { name: 'export', args: { generationId: id, several } } },
      ] as const)
    : [];

/** What a tool costs for one of the pictures; undefined if it does not apply. Of what a check flagged no other picture is made. */
function offerOf(
  view: Omit<Shown, 'assets' | 'accountId' | 'id' | 'pictures'>,
  tool: ToolName,
  picture: Pick<Picture, 'width' | 'height'> & Partial<Pick<Picture, 'layout' | 'isFlagged'>>,
): Offer | undefined {
  const made = { model: view.model, originModel: view.originModel, tool: view.tool, operation: null };
  const { width, height, layout, isFlagged = false } = picture;
  const { count, size } = view;
  const offer = priceOfTool(tool, { ...made, count, size, width, height, layout });
  return offer.applies && !(isFlagged && offer.takesPicture) ? offer : undefined;
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
  const toAnimate = priceToAnimate(view, picture);
  const isAnimated = toAnimate !== undefined;
  return [
    actions(
      ...toolButton('upscale'),
      ...toolButton('vary'),
      ...onceMore(view, assetId),
      ...(isAnimated
        ? [button(`Animate… · ${priceWords(toAnimate)}`, { name: 'animate', args: assetId })]
        : toolButton('edit')),
      remix(view),
      ...more(
        ...(isAnimated ? chosen('edit') : []),
        ...chosen('cut-out'),
        ...chosen('describe'),
        ...chosen('pixel-art'),
        ...(picture.isFlagged
          ? []
          : [{ label: 'Use as reference', does: { name: 'use-reference', args: assetId } } as const]),
        ...paletteChoice(view),
        ...saveChoice(view),
        ...fileChoices(view, 'Download original', 'no'),
        reportChoice(args),
        { label: 'Delete', does: { name: 'delete', args } },
      ),
    ),
  ];
}

/** What we make ourselves comes out the same of the same picture: in its place what may come out otherwise. */
function onceMore(view: Shown, assetId: { assetId: string }): Button[] {
  if (view.tool === 'pixel-art') return [otherSize(view.id)];
  return view.tool === 'recolour' ? [button('Recolour…', { name: 'recolour', args: assetId })] : again(view);
}

type Pickable = IntentArgs<'pick'>['what'];

/** Credits of what is done to one of several pictures; undefined if it does not apply, null if the form that opens says it. */
export function priceOfPick(view: Shown, what: Pickable, picture: Picture): number | null | undefined {
  if (what === 'use-reference') return picture.isFlagged ? undefined : null;
  return what === 'animate' ? priceToAnimate(view, picture) : offerOf(view, what, picture)?.priceCredits;
}

/** Asks which picture, if it applies to one at least; its price is the same for each. */
function chooseOne(view: Shown, what: Pickable, verb: string): Array<{ label: string; does: Intent }> {
  const price = view.assets.map((each) => priceOfPick(view, what, each)).find((each) => each !== undefined);
  if (price === undefined) return [];
  const label = price === null ? verb : `${verb} · ${priceWords(price)}`;
  return [{ label, does: { name: 'pick', args: { generationId: view.id, what } } }];
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
  const edit = chooseOne(view, 'edit', 'Edit…');
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
      ...edit.map(({ label, does }) => button(label, does)),
      remix(view),
      ...saveChoice(view).map(({ label, does }) => button(label, does)),
      ...(open ? [open] : []),
      ...more(
        ...chooseOne(view, 'cut-out', 'Cut out one'),
        ...chooseOne(view, 'describe', 'Describe one'),
        ...chooseOne(view, 'animate', 'Animate one'),
        ...chooseOne(view, 'pixel-art', 'Make pixel art of one'),
        ...chooseOne(view, 'use-reference', 'Use one as reference'),
        ...paletteChoice(view),
        ...fileChoices(view, 'Download originals', 'yes'),
        reportChoice(args),
        { label: 'Delete', does: { name: 'delete', args } },
      ),
    ),
  ];
}
