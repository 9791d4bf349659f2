import { report } from '#core/abuse/report.ts';
import { type Block, images, note, text } from '#core/chat/card/blocks.ts';
import type { Card } from '#core/chat/card/card.ts';
import { filenameOf, numberOf } from '#core/chat/present/generation.ts';
import { quotePrompt } from '#core/chat/quote-prompt.ts';
import { type GenerationView, readView } from '#core/generations/view.ts';
import { counted } from '#core/words.ts';
import type { Context } from './dispatch.ts';
import { badOptions } from './parse-options.ts';
import { nothingReported } from './report-fields.ts';
import { thumbnailsIn } from './thumbnails.ts';

interface Said {
  reason: Parameters<typeof report>[1]['reason'];
  /** Of several, the number of the one that it is about; left out: all of them. */
  picture?: number | undefined;
  words: string;
}

/**
 * Notes what somebody says about a request's pictures, and tells them alone which those are. `isSeen`: they see the message with them, so the answer may
 * show them once more. @throws Failure bad_options, daily_limit, unknown_generation
 */
export async function reportPicture(
  { deps, who, ask }: Pick<Context, 'deps' | 'who' | 'ask'>,
  { generationId, isSeen }: { generationId: string; isSeen: boolean },
  { reason, picture, words }: Said,
): Promise<Card> {
  const view = await readView(deps, generationId);
  const named = picture !== undefined && view !== undefined && view.count > 1;
  if (view && picture !== undefined) checkIsShown(view, picture);
  // One report is for a whole request: which picture it is about is for whoever reads it.
  const said = named ? `Picture ${picture}. ${words}`.trim() : words;
  const isNew = await report(deps, { generationId, who, reason, words: said });
  return {
    ...(isNew ? thanks : before),
    blocks: [...(await whichBlocks({ deps, ask }, view, { picture, isSeen })), ...blocksOf(isNew)],
  };
}

/** Nobody else may have looked at it in a list yet, and whoever reports wants to see that it is the right one. */
const patienceMs = 4_000;

const thanks = { tone: 'done', title: 'Thank you' } as const;
const before = { tone: 'notice', title: 'Your report is already with us' } as const;

const blocksOf = (isNew: boolean): Block[] => [
  text(
    isNew
      ? 'The people who run this bot will look at it. They can hide the picture, delete it or block whoever made it.'
      : 'You reported it before, and nothing was added. The people who run this bot look at it, or have done so.',
  ),
  note(
    'Nobody here sees that you reported it, and its author is not told who did. You do not have to do anything else.',
  ),
];

async function whichBlocks(
  { deps, ask }: Pick<Context, 'deps' | 'ask'>,
  view: GenerationView | undefined,
  { picture, isSeen }: { picture: number | undefined; isSeen: boolean },
): Promise<Block[]> {
  if (!view) return [];
  const most = view.assets.length;
  const isOne = picture !== undefined || most === 1;
  const which = isOne
    ? view.count > 1 && picture !== undefined
      ? `picture ${picture}`
      : 'the picture'
    : `all ${most} pictures`;
  if (!isSeen) return [text(`It is about ${which} of that message.`)];
  const assets = view.assets.filter(({ position }) => picture === undefined || position + 1 === picture);
  // What is covered has no link.
  const shown = assets.filter(({ isFlagged }) => !isFlagged);
  const thumbnails = await thumbnailsIn(
    ask.target.platform,
    deps,
    shown.map(({ id }) => id),
    patienceMs,
  );
  return [
    text(`It is about ${which} of ${quotePrompt(view.prompt, 80)}.`),
    images(
      ...shown.flatMap((asset) => {
        const url = thumbnails.get(asset.id)?.url;
        const image = { filename: filenameOf(view, asset), alt: view.prompt, ...numberOf(view, asset) };
        return url === undefined ? [] : [{ ...image, url }];
      }),
    ),
  ];
}

/** What was withheld, or deleted, leaves its number out. @throws Failure bad_options */
function checkIsShown({ count, assets }: GenerationView, picture: number): void {
  if (picture > count) throw noSuchNumber(count);
  if (assets.length === 0 || assets.some(({ position }) => position + 1 === picture)) return;
  const shown = assets.map(({ position }) => String(position + 1));
  throw badOptions(
    [
      `Picture ${picture} is not in that message: it shows ${shown.length === 1 ? 'only picture' : 'pictures'} ${shown.join(', ')}`,
    ],
    `Report picture ${shown.join(' or ')}, or leave the number out: then it is about all that the message shows.`,
    nothingReported,
  );
}

const noSuchNumber = (count: number) =>
  badOptions(
    [`There ${count === 1 ? 'is' : 'are'} only ${counted(count, 'picture')} in that message`],
    undefined,
    nothingReported,
  );
