import type { Deps } from '../deps.ts';
import { Failure } from '../failure.ts';
import type { StoredReference } from '../generations/stored-reference.ts';
import { toolDoesNotApply } from '../generations/tool-refusals.ts';
import { toolRequest } from '../generations/tool-request.ts';
import { editors } from '../models/catalogue.ts';
import { type ImageModel, mostImagesOf } from '../models/define-model.ts';
import { modelsOnMenu } from '../models/menu.ts';
import { priceOfTool, type ToolName } from '../models/tools.ts';
import { type Begun, begin, type MakeDeps } from './begun.ts';
import { offerAgain, wantedAgain } from './make-again.ts';
import { ownReferences } from './own-references.ts';
import { findOwnSource, ownerOf } from './own-source.ts';
import { pixelArtOfAsset } from './pixel-art.ts';

/** Those that a page offers by a button of their own; other colours are chosen where one sees them. */
export type OfferedTool = Exclude<ToolName, 'recolour'>;

/** What may be done to a picture; `again` is its request once more. */
export type Press = { requestKey: string } & (
  | { tool: Exclude<OfferedTool, 'edit'> | 'again' }
  | { tool: 'edit'; instruction: string; model?: string | undefined; reference?: StoredReference | undefined }
);

/** @throws Failure not_found, tool_does_not_apply, bad_reference, unknown_model, and what begin throws */
export async function useTool(
  deps: MakeDeps,
  userId: string,
  { assetId, requestKey, ...press }: Press & { assetId: string },
): Promise<Begun> {
  // Looked for only if it is not asked a second time: then it may be gone, and was made all the same.
  const findSource = () => findOwnSource(deps, { userId, id: assetId });
  if (press.tool === 'again')
    return begin(deps, { userId, requestKey }, async () => {
      const { generationId } = await findSource();
      if (generationId === null) throw notDrawn();
      return wantedAgain(deps, userId, generationId);
    });
  const who = ownerOf(userId);
  if (press.tool === 'pixel-art')
    return begin(deps, { userId, requestKey }, async () => {
      await findSource();
      return pixelArtOfAsset(deps, assetId, { who, written: {} });
    });
  if (press.tool !== 'edit') {
    const { tool } = press;
    const wanted = async () => ({
      ...toolRequest(await findSource(), { tool, assetId }, who),
      pressKey: `${tool}:${assetId}`,
    });
    return begin(deps, { userId, requestKey }, wanted);
  }
  const { tool, instruction, model, reference } = press;
  return begin(deps, { userId, requestKey }, async () => {
    const source = await findSource();
    const editor = editorNamed(model);
    const second = await secondPicture(deps, userId, { editor, reference });
    return toolRequest(source, { tool, assetId, instruction, editor, ...second }, who);
  });
}

/** `takesPicture`: what comes of it is made from the picture itself, and not from its words alone. */
type Offer = { priceCredits: number; count: number; takesPicture: boolean };
export type ToolOffers = Record<OfferedTool | 'again', Offer | Failure>;

/** What each would cost for this picture, or why it is of no use for it. @throws Failure not_found */
export async function offerTools(
  deps: Pick<Deps, 'db' | 'keys' | 'log'>,
  userId: string,
  assetId: string,
): Promise<ToolOffers> {
  const source = await findOwnSource(deps, { userId, id: assetId });
  const offerOf = (tool: OfferedTool) => {
    const offer = priceOfTool(tool, source);
    return offer.applies ? offer : toolDoesNotApply(offer.refusal);
  };
  const { generationId } = source;
  return {
    ...{ upscale: offerOf('upscale'), vary: offerOf('vary'), edit: offerOf('edit'), describe: offerOf('describe') },
    ...{ 'cut-out': offerOf('cut-out'), 'pixel-art': offerOf('pixel-art') },
    again: generationId === null ? notDrawn() : await offerAgain(deps, userId, generationId),
  };
}

/** Those that edit by words and are on offer now, the usual one first. */
export async function editorsNow(deps: Pick<Deps, 'rules'>) {
  const offered = await modelsOnMenu(deps);
  return editors
    .filter((model) => offered.includes(model))
    .map((model) => ({ model, takesReference: takesSecond(model) }));
}

const takesSecond = (model: ImageModel): boolean => mostImagesOf(model) > 1;

/** The usual one, if none is named. @throws Failure unknown_model */
function editorNamed(name: string | undefined): ImageModel {
  const found = name === undefined ? editors[0] : editors.find((model) => model.name === name);
  if (found) return found;
  throw new Failure('unknown_model', {
    title: 'That model does not edit',
    happened: `${name} changes no picture by words. Nothing was made and nothing was taken.`,
    next: `Choose one of ${editors.map((model) => model.name).join(', ')}.`,
  });
}

/** What an edit goes by, beside the picture itself. @throws Failure bad_reference, takes_fewer_images */
async function secondPicture(
  deps: Pick<Deps, 'db' | 'keys' | 'log'>,
  userId: string,
  { editor, reference }: { editor: ImageModel; reference: StoredReference | undefined },
) {
  if (!reference) return {};
  if (!takesSecond(editor)) throw takesNoSecond(editor);
  return { secondReferenceUrl: (await ownReferences(deps, userId, [reference])).referenceUrl };
}

const takesNoSecond = ({ name }: ImageModel) =>
  new Failure('takes_fewer_images', {
    title: `${name} goes by no second picture`,
    happened: `${name} changes a picture by words alone. Nothing was made and nothing was taken.`,
    next: `Choose ${editors
      .filter(takesSecond)
      .map((model) => model.name)
      .join(' or ')}, or leave the second picture out.`,
  });

const notDrawn = () =>
  new Failure('tool_does_not_apply', {
    title: 'No request made this one',
    happened: 'It was added, and not made here, so there is nothing to repeat. Nothing was made and nothing was taken.',
    next: 'Choose another picture.',
  });
