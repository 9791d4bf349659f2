import type { GenerationView } from '../../generations/view.ts';
import { capital } from '../../words.ts';
import { actions, type Block, type CardImage, text } from '../card/blocks.ts';
import type { Card } from '../card/card.ts';
import { type Button, button } from '../card/controls.ts';
import type { By } from '../card/text.ts';
import { type Platform, platforms } from '../platforms.ts';
import { askerNote } from './asker-note.ts';
import { previewBlocks } from './preview.ts';
import { titleOf } from './title.ts';

const check = 'our check for adult content';

/** Made, and waiting: what people read meanwhile. */
export const uncheckedCard = (
  view: Pick<GenerationView, 'id' | 'prompt' | 'count' | 'stored'>,
  by?: By,
  preview?: CardImage,
): Card => ({
  tone: 'working',
  title: titleOf(view.prompt),
  blocks: [
    text(
      `🔎 ${madeWords(view)} not be checked yet: ${check} does not answer.`,
      'I ask again by myself, for two hours at most, and post what passes here. For what stays unchecked your credits come back.',
    ),
    ...askerNote(by),
    ...previewBlocks(preview),
    actions(button('Cancel', { name: 'cancel', args: { generationId: view.id } })),
  ],
});

function madeWords({ count, stored }: Pick<GenerationView, 'count' | 'stored'>): string {
  if (count === 1) return 'It is made, and could';
  return stored === 0 ? 'They are made, and could' : `${stored} of ${count} passed, and the rest could`;
}

/** For the asker alone, while it is kept. */
export const showWithheld = (view: Pick<GenerationView, 'id' | 'canShowWithheld'>): Button[] =>
  view.canShowWithheld ? [button('Show only to me', { name: 'show-withheld', args: { generationId: view.id } })] : [];

type Missing = Pick<GenerationView, 'withheld' | 'unchecked' | 'count' | 'stored' | 'tool'>;

/** With a tool that takes no words, nobody said anything. @param platform where it is read, if that is known */
function advice({ tool }: Pick<Missing, 'tool'>, platform?: Platform): string {
  const other = isInWords(tool) ? 'Say it in other words.' : 'Choose another picture.';
  return platform && platforms[platform].hasAdultChannels
    ? `${other} Channels that are marked as age-restricted show such pictures, unless whoever manages the server does not want it.`
    : other;
}

const isInWords = (tool: Missing['tool']): boolean => tool === null || tool === 'vary' || tool === 'edit';

/** Why images are missing that no model failed at, as part of a sentence, and what to do about it. */
export function whyWithheld({
  withheld,
  unchecked,
  count,
  stored,
  tool,
}: Missing): { why: string; next: string } | undefined {
  if (withheld === 0 && unchecked === 0) return undefined;
  const which = (number: number) => (count === 1 ? 'it' : number);
  const parts = [
    ...(withheld > 0
      ? [`${check} flagged ${which(withheld)}, and ${withheld === 1 ? 'it was' : 'they were'} withheld`]
      : []),
    // What passed waits for seconds only.
    ...(unchecked > 0 ? [`${check} could not look at ${which(unchecked)}${stored > 0 ? '' : ' for two hours'}`] : []),
    ...(withheld + unchecked < count - stored ? ['the rest did not come'] : []),
  ];
  return { why: parts.join('; '), next: withheld > 0 ? advice({ tool }) : 'Try again later.' };
}

/** In place of a result of which nothing may be shown. @param back what became of the credits */
export const withheldCard = (
  view: Pick<GenerationView, 'id' | 'prompt' | 'canShowWithheld'> & Missing,
  back: string,
  { whose, next, platform }: { whose: Block[]; next: Button[]; platform: Platform | undefined },
): Card => ({
  tone: 'notice',
  title: view.withheld === 1 ? 'A picture was withheld' : 'Pictures were withheld',
  blocks: [
    text(titleOf(view.prompt), `${capital(whyWithheld(view)?.why ?? check)}. ${back}`, advice(view, platform)),
    ...whose,
    actions(...showWithheld(view), ...next),
  ],
});

/** In place of a result that nobody could check. */
export const uncheckedForGood = (
  view: Pick<GenerationView, 'prompt'> & Missing,
  back: string,
  { whose, next }: { whose: Block[]; next: Button[] },
): Card => ({
  tone: 'problem',
  title: 'No picture this time',
  blocks: [
    text(
      titleOf(view.prompt),
      `${capital(whyWithheld(view)?.why ?? check)}, and nothing is shown unchecked. ${back}`,
      'Try again later.',
    ),
    ...whose,
    actions(...next),
  ],
});

/** What its asker sees, alone. */
export const privateCard = (view: { prompt: string }, files: ReadonlyArray<{ filename: string }>): Card => ({
  tone: 'notice',
  title: 'Only you see this',
  blocks: [
    text(
      titleOf(view.prompt),
      `${capital(check)} flagged ${files.length === 1 ? 'this' : 'these'}. Your credits are back.`,
    ),
    { type: 'images', images: files.map(({ filename }) => ({ filename, alt: view.prompt, isSpoiler: true })) },
  ],
});

/** For a chat that shows files to one person in their direct messages alone. */
export const shownDirectly: Card = {
  tone: 'notice',
  title: 'Look in our direct messages',
  blocks: [text('I have sent it there, for you alone.')],
};
