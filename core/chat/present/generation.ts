import { credits } from '../../generations/refusals.ts';
import type { FailureCode } from '../../generations/settlement.ts';
import type { GenerationView } from '../../generations/view.ts';
import { findModel } from '../../models/catalogue.ts';
import { declinedWords, walletOf } from '../../teams/words.ts';
import { encodeButtonId } from '../button-id.ts';
import type { Card, CardButton, CardImage, Text } from '../card.ts';
import { cut } from '../cut.ts';

/** The name of a result's file in chat. */
export function filenameOf(view: { id: string }, position: number): string {
  return `upixel-${view.id.slice(0, 8)}-${position + 1}.png`;
}

export const modelName = (id: string) => findModel(id)?.name ?? id;

export const titleOf = (prompt: string) => cut(prompt, 240);
const times = (view: { count: number }) => (view.count > 1 ? ` × ${view.count}` : '');

type Paid = Pick<GenerationView, 'balance' | 'teamName' | 'teamDeclined'>;
type Asked = Pick<GenerationView, 'id' | 'model' | 'prompt' | 'count' | 'unitPrice'> & Paid;

function priceLine(view: Asked): Text {
  const price = credits(view.unitPrice * view.count);
  return [{ bold: modelName(view.model) }, `${times(view)} · ${price} · ${credits(view.balance)} left`];
}

/** Which wallet pays, where it could be another than the asker's own. */
function payerLine({ teamName, teamDeclined }: Paid): string[] {
  if (teamName !== null) return [`Paid by ${walletOf(teamName)}`];
  const why = declinedWords(teamDeclined);
  return why === null ? [] : [`${why} Paid by you`];
}

export type Stage =
  | { at: 'queued'; ahead: number }
  | { at: 'starting' }
  /** How far it is (0..1) where the model tells, else how long it usually takes still. */
  | { at: 'running'; progress?: number; secondsLeft?: number | undefined }
  | { at: 'canceling' };

/** While it is open: what was asked, what it costs, and how far it is. */
export function statusCard(view: Asked, stage: Stage): Card {
  return {
    tone: 'working',
    title: titleOf(view.prompt),
    lines: [priceLine(view), ...payerLine(view), stageLine(stage)],
    buttons: stage.at === 'canceling' ? [] : [{ label: 'Cancel', id: encodeButtonId('cancel', view.id) }],
  };
}

function stageLine(stage: Stage): string {
  switch (stage.at) {
    case 'queued':
      return stage.ahead === 0 ? '⏳ Next in line' : `⏳ In line, ${stage.ahead} ahead of you`;
    case 'starting':
      return '🎨 Starting…';
    case 'running':
      if (stage.progress !== undefined) return `🎨 Painting… ${Math.round(stage.progress * 100)} %`;
      return stage.secondsLeft === undefined ? '🎨 Painting…' : `🎨 Painting, about ${stage.secondsLeft} s left`;
    case 'canceling':
      return '🛑 Canceling…';
  }
}

/** When it has ended: the pictures, or why there are none, and what became of the credits. */
export function resultCard(view: GenerationView): Card {
  if (view.assets.length === 0 && view.stored > 0)
    return { tone: 'notice', title: 'Deleted', lines: [titleOf(view.prompt), 'Its pictures were deleted.'] };
  if (view.assets.length === 0) return emptyCard(view);
  const missing = view.count - view.stored;
  const images: CardImage[] = view.assets.map((asset) => ({
    filename: filenameOf(view, asset.position),
    alt: view.prompt,
  }));
  const { teamName } = view;
  const paid = `${credits(view.stored * view.unitPrice)}${teamName === null ? '' : ` of ${walletOf(teamName)}`}`;
  return {
    tone: 'done',
    title: titleOf(view.prompt),
    lines: missing > 0 ? [missingLine(view, missing)] : [],
    images,
    note: `${modelName(view.model)}${seedWords(view)} · ${paid} · ${credits(view.balance)} left`,
    buttons: [again(view), { label: 'Delete', style: 'danger', id: encodeButtonId('delete', view.id) }],
  };
}

/** Not of a model that takes none; one that is no longer offered may have taken it. */
const seedWords = ({ model, seed }: GenerationView) => (findModel(model)?.hasSeed === false ? '' : ` · seed ${seed}`);

const again = (view: { id: string }): CardButton => ({
  label: 'Again',
  style: 'primary',
  id: encodeButtonId('again', view.id),
});

function missingLine(view: GenerationView, missing: number): string {
  const { why } = whyMissing(view);
  const back = credits(missing * view.unitPrice);
  const to = view.teamName === null ? 'you' : walletOf(view.teamName);
  return `${view.stored} of ${view.count} images came: ${why}. ${back} for the rest went back to ${to}.`;
}

/** Why images of a request are missing, as a part of a sentence, and what to do about it. */
export function whyMissing(view: Pick<GenerationView, 'cancelRequested' | 'failure' | 'model'>) {
  if (view.cancelRequested) return { why: 'you canceled', next: null };
  const code = view.failure ?? 'failed';
  return { why: reasons[code](modelName(view.model)), next: advice[code] };
}

function emptyCard(view: GenerationView): Card {
  const back = backWords(view);
  if (view.status === 'canceled')
    return { tone: 'notice', title: 'Canceled', lines: [titleOf(view.prompt), back], buttons: [again(view)] };
  const code = view.failure ?? 'failed';
  return {
    tone: 'problem',
    title: code === 'refused' ? 'Refused by the safety filter' : 'No picture this time',
    lines: [titleOf(view.prompt), `${capital(reasons[code](modelName(view.model)))}. ${back}`, advice[code]],
    buttons: isAskersToChange(code) ? [] : [again(view)],
  };
}

function backWords({ count, unitPrice, balance, teamName }: GenerationView): string {
  const price = count * unitPrice;
  const verb = price === 1 ? 'is' : 'are';
  if (teamName === null) return `Your ${credits(price)} ${verb} back: you have ${credits(balance)}.`;
  return `${credits(price)} ${verb} back in ${walletOf(teamName)}: it has ${credits(balance)}.`;
}

export const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);

const reasons: Record<FailureCode, (model: string) => string> = {
  refused: (model) => `the safety filter of ${model} refused this`,
  failed: (model) => `${model} failed while it was working`,
  timed_out: (model) => `${model} took too long and was stopped`,
  bad_output: (model) => `${model} sent something that is not a usable picture`,
  invalid_input: (model) => `${model} did not accept this request`,
  unavailable: (model) => `${model} could not be reached`,
  reference_not_picture: () => 'the file to start from is not a PNG, JPEG, WebP or GIF picture',
  reference_too_large: () => 'the picture to start from is larger than 15 MB, or has too many pixels',
  reference_broken: () => 'the picture to start from is damaged or cut off',
  reference_unreachable: () => 'the picture to start from could not be fetched from the chat',
  reference_not_kept: () => 'the picture to start from could not be kept, which is our trouble',
};

const anotherPicture = 'Try another picture, or leave it out.';

const advice: Record<FailureCode, string> = {
  refused: 'Say it in other words, or try another model.',
  failed: 'Try again, or try another model.',
  timed_out: 'Try again later, or try another model.',
  bad_output: 'Try again, or try another model.',
  invalid_input: 'Change the prompt, the size or the reference image, or try another model.',
  unavailable: 'Try again in a few minutes.',
  reference_not_picture: anotherPicture,
  reference_too_large: 'Make it smaller, try another picture, or leave it out.',
  reference_broken: anotherPicture,
  reference_unreachable: 'Add the picture once more, or leave it out.',
  reference_not_kept: 'Try again in a few minutes, or leave it out.',
};

/** Pressing a button again would meet the same. */
const isAskersToChange = (code: FailureCode) =>
  code === 'refused' || code === 'invalid_input' || code.startsWith('reference_');
