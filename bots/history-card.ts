import { describedLink } from '#core/assets/original-link.ts';
import { actions, type Item, items, note, text } from '#core/chat/card/blocks.ts';
import type { Card } from '#core/chat/card/card.ts';
import { type Button, button } from '#core/chat/card/controls.ts';
import { cut } from '#core/chat/cut.ts';
import { modelName } from '#core/chat/present/model-name.ts';
import { isolated } from '#core/contract/isolated.ts';
import type { Deps } from '#core/deps.ts';
import { findHistory, type PastGeneration } from '#core/generations/find-history.ts';
import { credits, dayWords } from '#core/words.ts';
import type { Context } from './dispatch.ts';
import { targetHere } from './may-use.ts';
import { thumbnailsIn } from './thumbnails.ts';

/** As many as a message holds with picture and buttons. */
const onPage = 4;
const undeliveredShown = 2;

/** A page of a person's requests; on the first one, what could not be posted comes before all others. @param after the last one of the page before */
export async function historyCard(context: HistoryContext, after?: string | undefined): Promise<Card> {
  const { deps, who } = context;
  const [page, undelivered] = await Promise.all([
    findHistory(deps, who, { limit: onPage + 1, after: after ?? null }),
    after === undefined ? findHistory(deps, who, { limit: undeliveredShown + 1, undelivered: true }) : [],
  ]);
  const first = undelivered.slice(0, undeliveredShown);
  const rest = page.slice(0, onPage).filter(({ id }) => !first.some((each) => each.id === id));
  const turning = [
    ...(undelivered.length > first.length
      ? [button('All that is not posted', { name: 'undelivered-page', args: { after: '' } })]
      : []),
    ...older('history-page', page),
    ...(after === undefined ? [] : [newest]),
  ];
  return listed(context, [...first, ...rest], {
    title: after === undefined ? 'Your latest requests' : 'Your earlier requests',
    none: after === undefined ? 'Nothing yet' : 'Nothing older',
    turning,
  });
}

/** A page of what was made and could be posted nowhere. @param after as of historyCard */
export async function undeliveredCard(context: HistoryContext, after?: string | undefined): Promise<Card> {
  const page = await findHistory(context.deps, context.who, {
    limit: onPage + 1,
    after: after ?? null,
    undelivered: true,
  });
  return listed(context, page.slice(0, onPage), {
    title: 'Kept for you, not posted',
    none: 'Everything is posted',
    turning: [...older('undelivered-page', page), newest],
  });
}

type HistoryContext = Pick<Context, 'deps' | 'who' | 'ask'>;

/** @param page one more than are shown, if there are more */
const older = (name: 'history-page' | 'undelivered-page', page: readonly PastGeneration[]): Button[] => {
  const last = page.length > onPage ? page[onPage - 1] : undefined;
  return last === undefined ? [] : [button('Older', { name, args: { after: last.id } })];
};

const newest = button('Newest', { name: 'history-page', args: { after: '' } });

async function listed(
  context: HistoryContext,
  requests: readonly PastGeneration[],
  { title, none, turning }: { title: string; none: string; turning: Button[] },
): Promise<Card> {
  const { deps, who, ask } = context;
  if (requests.length === 0)
    return {
      tone: 'notice',
      title: none,
      blocks: [text(['Make something with ', { command: 'imagine' }, '.']), actions(...turning)],
    };
  const pictures = requests.flatMap(({ firstAssetId }) => firstAssetId ?? []);
  const thumbnails = await thumbnailsIn(ask.target.platform, deps, pictures);
  const isAdult = requests.some((past) => past.isForAdults) && (await targetHere(context)).isAgeRestricted;
  return {
    tone: 'notice',
    title,
    blocks: [
      items(
        ...requests.map((past, at) =>
          itemOf(deps, past, { number: at + 1, thumbnails, canPost: isAdult || !past.isForAdults }),
        ),
      ),
      actions(...turning),
      note(`You have ${credits(who.balance)}.`),
    ],
  };
}

type Thumbnails = Awaited<ReturnType<typeof thumbnailsIn>>;

function itemOf(
  { config }: Pick<Deps, 'config'>,
  past: PastGeneration,
  { number, thumbnails, canPost }: { number: number; thumbnails: Thumbnails; canPost: boolean },
): Item {
  const { id, model, createdAt, assets, description } = past;
  const prompt = description ?? past.prompt;
  const alt = cut(prompt, 200);
  return {
    title: `${number}. ${isolated(cut(prompt, 80))}`,
    lines: [`${modelName(model)}, ${outcomeOf(past)}, ${costWords(past)} · ${dayWords(createdAt)}${whereItIs(past)}`],
    ...thumbnailOf(config, past, { thumbnails, alt }),
    controls:
      assets === past.hidden && description === null
        ? []
        : controlsOf(id, number, { isOffered: canPost && (past.isKept || past.isLate) }),
  };
}

/** How it ended; nothing is made of what no chat took before it began. */
function outcomeOf({ status, failure, stored, isUnposted }: PastGeneration): string {
  if (status === 'canceled' && stored === 0 && isUnposted) return 'not made';
  if (failure === 'no_grid' && stored === 0) return 'no grid in it';
  if (failure === 'already_pixel_art' && stored === 0) return 'nothing to change';
  return words[status];
}

/** What is held comes back for what is not made. */
function costWords({ stored, unitPrice, held }: PastGeneration): string {
  if (unitPrice === 0) return 'free';
  const paid = stored * unitPrice;
  if (held === 0) return credits(paid);
  return paid === 0 ? `${credits(held)} held` : `${credits(paid)}, ${held} more held`;
}

function thumbnailOf(
  config: Deps['config'],
  { id, firstAssetId, hasInput }: PastGeneration,
  { thumbnails, alt }: { thumbnails: Thumbnails; alt: string },
): Pick<Item, 'thumbnail'> {
  if (firstAssetId !== null) {
    const small = thumbnails.get(firstAssetId);
    return small ? { thumbnail: { ...small, alt } } : {};
  }
  return hasInput ? { thumbnail: { url: describedLink(config, id), alt, type: 'image/png' } } : {};
}

/** What is in no chat yet is offered to be posted first. */
function controlsOf(generationId: string, number: number, { isOffered }: { isOffered: boolean }): Button[] {
  const show = button(`Show ${number}`, { name: 'show', args: { generationId } });
  return isOffered
    ? [button(`Post ${number} here`, { name: 'post-here', args: { generationId } }, 'primary'), show]
    : [show];
}

function whereItIs({ isKept, isLate, stored, assets, hidden, description }: PastGeneration): string {
  if (hidden > 0) return ' · hidden by the people who run this bot';
  if (isGone({ stored, assets, description })) return ' · deleted';
  return isKept ? ' · kept, not posted' : isLate ? ' · kept, not posted yet' : '';
}

/** It was made, and there is nothing left of it to show. */
const isGone = ({ stored, assets, description }: Pick<PastGeneration, 'stored' | 'assets' | 'description'>) =>
  stored > 0 && assets === 0 && description === null;

const words = {
  queued: 'waiting',
  running: 'running',
  succeeded: 'done',
  failed: 'failed',
  canceled: 'canceled',
} as const;
