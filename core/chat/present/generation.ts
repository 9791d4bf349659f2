import { endingOf, type PictureType } from '../../assets/picture-type.ts';
import type { FailureCode } from '../../generations/settlement.ts';
import type { GenerationView } from '../../generations/view.ts';
import { findModel } from '../../models/catalogue.ts';
import { pixelsOf } from '../../models/exact-size.ts';
import { snap } from '../../models/snap.ts';
import { declinedWords, walletOf } from '../../teams/words.ts';
import { credits, priceWords, sentenceOf } from '../../words.ts';
import { actions, type CardImage, images, note, text } from '../card/blocks.ts';
import type { Card } from '../card/card.ts';
import { button } from '../card/controls.ts';
import type { By, Inline, Text } from '../card/text.ts';
import type { Platform } from '../platforms.ts';
import { forOneAlone, postingBlock } from './alone.ts';
import { askerNote } from './asker-note.ts';
import { contractLines, offerActions } from './contract.ts';
import { deletedDescription, descriptionCard, nothingOfPicture } from './description.ts';
import { advice, isAskersToChange, reasons } from './failure-words.ts';
import { modelName } from './model-name.ts';
import { choiceActions, choiceWords, findingCard, isChoice, isFinding, largerWords } from './pixel-art.ts';
import { previewBlocks } from './preview.ts';
import { again, openLink, remix, resultActions } from './result-actions.ts';
import { type Stage, stageLine } from './stage.ts';
import { titleOf, wholePrompt, wholePromptRow } from './title.ts';
import { originWords, type Sides, startWords } from './tool-words.ts';
import { showWithheld, uncheckedForGood, whyWithheld, withheldCard } from './withheld.ts';

/** The name of a result's file in chat, of the type that it has there. */
export function filenameOf(
  view: { id: string },
  { position, contentType }: { position: number; contentType: PictureType },
): string {
  return `upixel-${view.id.slice(0, 8)}-${position + 1}.${endingOf(contentType)}`;
}

const times = (view: { count: number }) => (view.count > 1 ? ` × ${view.count}` : '');

/** Exact pixels, if that is what was asked for. */
function pixelWords({ size }: { size: string }): string {
  const pixels = pixelsOf(size);
  return pixels ? ` · ${pixels.width} × ${pixels.height}` : '';
}

type Starts = Pick<GenerationView, 'pictures' | 'startsFrom'> & Partial<Pick<GenerationView, 'sourceNumber'>>;
type Paid = Pick<GenerationView, 'teamName' | 'teamDeclined'>;
type Asked = Pick<GenerationView, 'id' | 'model' | 'prompt' | 'size' | 'count' | 'unitPrice' | 'tool' | 'originModel'> &
  Starts &
  Paid;

function priceLine(view: Asked, by: By | undefined): Text {
  const price = priceWords(view.unitPrice * view.count);
  return [{ bold: modelName(view.model) }, `${times(view)}${pixelWords(view)} · ${price}`, ...forWhom(by)];
}

const forWhom = (by: By | undefined): Inline[] => (by === undefined ? [] : [' · for ', by]);

/** From what it is made, if not from words. */
const originLine = (
  view: Pick<Asked, 'tool' | 'model' | 'originModel'> & Partial<Pick<GenerationView, 'pixelFound'>> & Starts,
  made?: Sides,
): string[] => {
  const words = view.tool === null ? startWords(view) : originWords(view, made);
  return words === null ? [] : [words];
};

/** Which wallet pays, if it could be another than the requester's own. */
function payerLine({ teamName, teamDeclined }: Paid): string[] {
  if (teamName !== null) return [`Paid by ${walletOf(teamName)}`];
  const why = declinedWords(teamDeclined);
  return why === null ? [] : [`${why} Paid by you`];
}

/**
 * While it is open: what was asked, what it costs, and its progress. Everybody may see it: nobody's balance is on it.
 * @param preview its first finished picture
 */
export function statusCard(view: Asked, stage: Stage, by?: By, preview?: CardImage): Card {
  return {
    tone: 'working',
    title: titleOf(view.prompt),
    blocks: [
      text(...originLine(view), priceLine(view, by), ...payerLine(view), stageLine(stage, view)),
      ...previewBlocks(preview),
      actions(
        ...(stage.at === 'canceling' ? [] : [button('Cancel', { name: 'cancel', args: { generationId: view.id } })]),
        ...wholePrompt(view),
      ),
    ],
  };
}

/** Where a result is shown: who asked, as others read it, and the address of the pages. */
export interface Showing {
  /** Left out: nothing is said of what only some chats have. */
  platform?: Platform | undefined;
  by?: By | undefined;
  publicUrl?: string | undefined;
  /** It is for the asker alone, where they asked or elsewhere. */
  alone?: 'here' | 'elsewhere' | undefined;
  /** The chat does not take files as large as what was made: it shows smaller copies. */
  isSmaller?: boolean;
  /** The file that shows what was described. */
  described?: CardImage | undefined;
}

/** After it has ended: the pictures or the words, or why there are none, and what became of the credits. */
export function resultCard(view: GenerationView, showing: Showing = {}): Card {
  const card = publicCard(view, showing);
  const { alone } = showing;
  if (alone === undefined) return card;
  const isThere = view.assets.length > 0 || view.description !== null;
  const posting = isThere ? [postingBlock(view.id, alone === 'here')] : [];
  return { ...card, blocks: [...forOneAlone(card.blocks), ...posting] };
}

function publicCard(
  view: GenerationView,
  { by, platform, publicUrl, isSmaller = false, described: picture }: Showing,
): Card {
  if (view.description !== null)
    return descriptionCard(view, view.description, { small: [paidWords(view), ...forWhom(by)], picture });
  if (view.tool === 'describe' && view.stored > 0) return deletedDescription;
  if (view.assets.length === 0 && view.stored > 0)
    return { tone: 'notice', title: 'Deleted', blocks: [text(titleOf(view.prompt), 'Its pictures were deleted.')] };
  if (view.assets.length === 0) return emptyCard(view, { by, platform });
  const missing = view.count - view.stored;
  const open = openLink(view, publicUrl);
  const small = [`${modelName(view.model)}${pixelWords(view)}${seedWords(view)} · ${paidWords(view)}`, ...forWhom(by)];
  return {
    tone: 'done',
    title: titleOf(view.prompt),
    blocks: [
      text(
        ...originLine(view, view.assets[0]),
        ...(missing > 0 ? [missingLine(view, missing)] : []),
        ...(isChoice(view.assets) ? [choiceWords(view.assets)] : []),
        ...(isSmaller ? [smallerLine(view)] : []),
        ...contractLines(view),
        ...largerWords(view),
      ),
      ...wholePromptRow(view),
      images(...shownImages(view)),
      note(open?.in === 'words' ? [...small, ' · ', open.link] : small.length === 1 ? (small[0] ?? '') : small),
      ...(view.canShowWithheld ? [actions(...showWithheld(view))] : []),
      ...offerActions(view),
      ...(isChoice(view.assets)
        ? choiceActions(view)
        : resultActions(view, open?.in === 'row' ? open.link : undefined)),
    ],
  };
}

const paidWords = ({ stored, unitPrice, teamName }: Pick<GenerationView, 'stored' | 'unitPrice' | 'teamName'>) =>
  `${priceWords(stored * unitPrice)}${teamName === null ? '' : ` of ${walletOf(teamName)}`}`;

/** Numbered if there are several: by their place in the request, which stays when another one is deleted. */
export const numberOf = (view: Pick<GenerationView, 'assets'>, { position }: { position: number }) =>
  view.assets.length > 1 ? { number: position + 1 } : {};

/** The same while some are still being made. */
export const numberIn = ({ count }: { count: number }, { position }: { position: number }) =>
  count > 1 ? { number: position + 1 } : {};

const shownImages = (view: GenerationView) =>
  view.assets.map((asset) => ({
    filename: filenameOf(view, asset),
    alt: view.prompt,
    isSpoiler: asset.isFlagged,
    ...numberOf(view, asset),
  }));

/** The menu's own words for it; see result-actions.ts. */
const smallerLine = ({ assets }: GenerationView) =>
  `Made smaller to fit here. ${assets.length > 1 ? 'Download originals has them whole.' : 'Download original has it whole.'}`;

/** Empty for models without a seed; a model that is no longer offered may have had one. */
const seedWords = ({ model, seed }: GenerationView) => (findModel(model)?.hasSeed === false ? '' : ` · seed ${seed}`);

export function missingLine(
  view: Parameters<typeof whyMissing>[0] & Pick<GenerationView, 'unitPrice' | 'teamName'>,
  missing: number,
): string {
  const { why } = whyMissing(view);
  const back = credits(missing * view.unitPrice);
  const to = view.teamName === null ? 'you' : walletOf(view.teamName);
  return `${view.stored} of ${view.count} images came: ${why}. ${back} for the rest went back to ${to}.`;
}

/** Beside a result, or in its place: some or all of its pictures were taken back, because they turned out to be broken, or were given back. */
export function brokenCard(view: GenerationView, { by, platform }: Pick<Showing, 'by' | 'platform'> = {}): Card {
  if (view.stored === 0) return emptyCard(view, { by, platform });
  const title = view.givenBack > 0 ? 'Given back' : 'A picture was broken';
  const blocks = [
    text(titleOf(view.prompt), missingLine(view, view.count - view.stored)),
    ...askerNote(by),
    actions(...again(view)),
  ];
  return { tone: view.givenBack > 0 ? 'notice' : 'problem', title, blocks };
}

/** Why images of a request are missing, as part of a sentence, and what to do about it. */
export function whyMissing(
  view: Pick<GenerationView, 'cancelRequested' | 'failure' | 'model' | 'withheld' | 'unchecked' | 'count' | 'stored'> &
    Pick<GenerationView, 'tool'> &
    Partial<Pick<GenerationView, 'givenBack'>>,
) {
  const withheld = whyWithheld(view);
  if (withheld) return withheld;
  if (view.givenBack) return { why: givenBackWords(view.givenBack), next: null };
  if (view.cancelRequested) return { why: 'you canceled', next: null };
  const code = view.failure ?? 'failed';
  return { why: reasons[code](modelName(view.model)), next: advice[code] };
}

const givenBackWords = (count: number) =>
  `${count} ${count === 1 ? 'was' : 'were'} given back, as not what was asked for`;

function emptyCard(view: GenerationView, { by, platform }: Pick<Showing, 'by' | 'platform'>): Card {
  const back = backWords(view);
  const whose = askerNote(by);
  if (view.status === 'canceled') {
    const blocks = [
      text(titleOf(view.prompt), back),
      ...whose,
      actions(...again(view), ...remixOf(view), ...wholePrompt(view)),
    ];
    return { tone: 'notice', title: 'Canceled', blocks };
  }
  const next = [...again(view), ...remixOf(view), ...wholePrompt(view)];
  if (view.givenBack > 0)
    return {
      tone: 'notice',
      title: 'Given back',
      blocks: [text(titleOf(view.prompt), back), ...whose, actions(...next)],
    };
  if (view.withheld > 0) return withheldCard(view, back, { whose, next, platform });
  if (view.unchecked > 0) return uncheckedForGood(view, back, { whose, next });
  const code = view.failure ?? 'failed';
  if (isFinding(code)) return findingCard(view, code, { back, whose });
  const { title, why, next: then } = said(view, code);
  return {
    tone: 'problem',
    title,
    blocks: [
      text(titleOf(view.prompt), `${sentenceOf(why, modelName(view.model))} ${back}`, then),
      ...whose,
      actions(...(isAskersToChange(code) ? [] : again(view)), ...remixOf(view), ...wholePrompt(view)),
    ],
  };
}

/** Nobody typed what a description was asked for with. */
/** What was made of a picture is not drawn anew from its words. */
const remixOf = (view: Pick<GenerationView, 'id' | 'tool'>) =>
  view.tool === null || view.tool === 'vary' ? [remix(view)] : [];

const tooLargeToSnap = {
  why: `the picture is larger than 15 MB, has too many pixels, or moves and has more than ${snap.mostFrames} frames`,
  next: 'Make it smaller or shorter, or choose another picture.',
};

function said({ tool, model }: Pick<GenerationView, 'tool' | 'model'>, code: FailureCode) {
  const isOfPicture = tool === 'describe' || (tool !== null && tool !== 'edit' && code.startsWith('reference_'));
  const own = isOfPicture ? nothingOfPicture[code] : undefined;
  const none = tool === 'describe' ? 'No description this time' : 'No picture this time';
  return {
    title: own?.title ?? (code === 'refused' ? 'Refused by the safety filter' : none),
    ...(tool === 'pixel-art' && code === 'reference_too_large'
      ? tooLargeToSnap
      : { why: (own?.why ?? reasons[code])(modelName(model)), next: own?.next ?? advice[code] }),
  };
}

function backWords({ count, unitPrice, teamName }: GenerationView): string {
  const price = count * unitPrice;
  if (price === 0) return 'It cost nothing.';
  const verb = price === 1 ? 'is' : 'are';
  if (teamName === null) return `Your ${credits(price)} ${verb} back.`;
  return `${credits(price)} ${verb} back in ${walletOf(teamName)}.`;
}
