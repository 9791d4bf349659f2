import { describedLink } from '#core/assets/original-link.ts';
import { actions, type Block, type Item, items, note, text } from '#core/chat/card/blocks.ts';
import type { Card } from '#core/chat/card/card.ts';
import { type Button, button } from '#core/chat/card/controls.ts';
import { cut } from '#core/chat/cut.ts';
import { modelName } from '#core/chat/present/model-name.ts';
import { isolated } from '#core/contract/isolated.ts';
import type { Deps } from '#core/deps.ts';
import { findHistory, type PastGeneration } from '#core/generations/find-history.ts';
import { credits, dayWords } from '#core/words.ts';
import type { Context } from './dispatch.ts';
import { thumbnailsIn } from './thumbnails.ts';

/** As many as a message holds with picture and buttons. */
const onPage = 4;
const undeliveredShown = 2;

/** A page of a person's requests; on the first one, what could not be posted comes before all others. @param after the last one of the page before */
export async function historyCard(
  { deps, who, ask }: Pick<Context, 'deps' | 'who' | 'ask'>,
  after?: string | undefined,
): Promise<Card> {
  const [page, undelivered] = await Promise.all([
    findHistory(deps, who, { limit: onPage + 1, after: after ?? null }),
    after === undefined ? findHistory(deps, who, { limit: undeliveredShown, undelivered: true }) : [],
  ]);
  const shown = page.slice(0, onPage).filter(({ id }) => !undelivered.some((each) => each.id === id));
  const last = page.length > onPage ? page[onPage - 1] : undefined;
  if (undelivered.length + shown.length === 0)
    return {
      tone: 'notice',
      title: after === undefined ? 'Nothing yet' : 'Nothing older',
      blocks: [text(['Make something with ', { command: 'imagine' }, '.']), ...turning(after, undefined)],
    };
  const listed = [...undelivered, ...shown];
  const thumbnails = await thumbnailsIn(
    ask.target.platform,
    deps,
    listed.flatMap(({ firstAssetId }) => firstAssetId ?? []),
  );
  return {
    tone: 'notice',
    title: after === undefined ? 'Your latest requests' : 'Your earlier requests',
    blocks: [
      items(...listed.map((past, at) => itemOf(deps, past, { number: at + 1, thumbnails }))),
      ...turning(after, last?.id),
      note(`You have ${credits(who.balance)}.`),
    ],
  };
}

const turning = (after: string | undefined, last: string | undefined): Block[] => [
  actions(
    ...(last === undefined ? [] : [button('Older', { name: 'history-page', args: { after: last } })]),
    ...(after === undefined ? [] : [button('Newest', { name: 'history-page', args: { after: '' } })]),
  ),
];

type Thumbnails = Awaited<ReturnType<typeof thumbnailsIn>>;

function itemOf(
  { config }: Pick<Deps, 'config'>,
  past: PastGeneration,
  { number, thumbnails }: { number: number; thumbnails: Thumbnails },
): Item {
  const { id, model, status, createdAt, assets, description } = past;
  const prompt = description ?? past.prompt;
  const alt = cut(prompt, 200);
  return {
    title: `${number}. ${isolated(cut(prompt, 80))}`,
    lines: [`${modelName(model)}, ${words[status]}, ${costWords(past)} · ${dayWords(createdAt)}${whereItIs(past)}`],
    ...thumbnailOf(config, past, { thumbnails, alt }),
    controls: assets === 0 && description === null ? [] : controlsOf(id, number, past),
  };
}

/** What is held comes back for what is not made. */
function costWords({ stored, unitPrice, held }: PastGeneration): string {
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
function controlsOf(generationId: string, number: number, { isKept, isLate }: PastGeneration): Button[] {
  const show = button(`Show ${number}`, { name: 'show', args: { generationId } });
  return isKept || isLate
    ? [button(`Post ${number} here`, { name: 'post-here', args: { generationId } }, 'primary'), show]
    : [show];
}

function whereItIs({ isKept, isLate, stored, assets, description }: PastGeneration): string {
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
