import { whyBlocked } from '#core/abuse/admit.ts';
import type { Guest } from '#core/accounts/identify.ts';
import { plans } from '#core/billing/plans.ts';
import { actions, type Block, type Item, items, note, text } from '#core/chat/card/blocks.ts';
import type { Card } from '#core/chat/card/card.ts';
import { button, link } from '#core/chat/card/controls.ts';
import { cut } from '#core/chat/cut.ts';
import { type Platform, platforms } from '#core/chat/platforms.ts';
import { modelName } from '#core/chat/present/model-name.ts';
import { isolated } from '#core/contract/isolated.ts';
import type { Deps } from '#core/deps.ts';
import { findOpen, type OpenGeneration } from '#core/generations/find-open.ts';
import { recentGenerations } from '#core/generations/recent.ts';
import { readLeaving } from '#core/privacy/erasure/read-leaving.ts';
import { projectNames } from '#core/projects/find-project.ts';
import { credits, dayWords } from '#core/words.ts';
import { openItem } from './commands/queue.ts';
import { openButton } from './open-button.ts';
import { thumbnailsIn } from './thumbnails.ts';

const latestShown = 5;
/** Requests among which those are looked for that have pictures: others are of words, failed, or have been deleted. */
const latestAsked = 50;
const projectsShown = 10;
const openShown = 5;

/** What a person sees at home: what they have, what is being made, and the latest pictures. Theirs alone. */
export async function homeCard(deps: Deps, who: Guest, platform: Platform): Promise<Card> {
  const { userId, balance, plan } = who;
  const { publicUrl } = deps.config;
  const [open, recent, projects, { dueAt }] = await Promise.all([
    findOpen(deps, who),
    recentGenerations(deps, who, latestAsked),
    userId === null ? [] : projectNames(deps, userId),
    readLeaving(deps, who),
  ]);
  const shown = recent.filter(({ assets }) => assets > 0).slice(0, latestShown);
  const thumbnails = await thumbnailsIn(
    platform,
    deps,
    shown.flatMap(({ firstAssetId }) => firstAssetId ?? []),
  );
  return {
    tone: 'notice',
    title: `You have ${credits(balance)}`,
    blocks: [
      text(
        userId === null
          ? 'You are a guest here: an account keeps credits and pictures together, in every chat and on the web.'
          : `Your plan is ${plans[plan].name}.`,
        ...projectsLine(projects),
      ),
      ...(await blockedBlocks(deps, who, platform)),
      ...(dueAt === null ? [] : leavingBlocks(dueAt)),
      actions(
        ...(dueAt === null && !who.blocked && !who.here?.isBlocked ? makeButtons : []),
        openButton('Models and prices', 'models'),
      ),
      ...openBlocks(open),
      ...(shown.length > 0
        ? [
            text({ bold: 'Your latest pictures' }),
            items(...shown.map((recent, at) => pictureItem(recent, { number: at + 1, thumbnails }))),
          ]
        : []),
      actions(
        openButton('All my requests', 'history'),
        openButton('Where my credits went', 'credits'),
        openButton('Settings', 'settings'),
        ...(userId === null ? [openButton('Link an account', 'link')] : [link('My gallery', `${publicUrl}/gallery`)]),
        openButton('What is kept about you', 'privacy'),
      ),
      note('Only you see this.'),
    ],
  };
}

function projectsLine(names: readonly string[]): string[] {
  if (names.length === 0) return [];
  const more = names.length > projectsShown ? ` and ${names.length - projectsShown} more` : '';
  return [`Projects: ${names.slice(0, projectsShown).map(isolated).join(', ')}${more}`];
}

const makeButtons = [
  button('New image', { name: 'new-image', args: {} }, 'primary'),
  button('Get credits', { name: 'get-credits', args: {} }),
];

/** By whom somebody is kept from making anything, and what they can do, said before they press. */
async function blockedBlocks(deps: Deps, who: Guest, platform: Platform): Promise<Block[]> {
  if (who.blocked) {
    const { title, next } = await whyBlocked(deps, who);
    return [text({ bold: `${title}.` }, next)];
  }
  if (!who.here?.isBlocked) return [];
  const { placeWord, managers } = platforms[platform];
  return [
    text(
      { bold: `Those who manage this ${placeWord} have blocked you here.` },
      `Ask one of the ${managers} if you think that this is a mistake. Elsewhere you use UPixel as before.`,
    ),
  ];
}

/** Nothing new is made meanwhile. */
const leavingBlocks = (dueAt: Date): Block[] => [
  text({ bold: `Your data will be deleted on ${dayWords(dueAt)}. Until then nothing new is made.` }),
  actions(button('Stop the deletion', { name: 'stop-deletion', args: {} }, 'primary')),
];

function openBlocks(open: readonly OpenGeneration[]): Block[] {
  if (open.length === 0) return [];
  return [
    text({ bold: 'Being made' }),
    items(...open.slice(0, openShown).map(openItem)),
    ...(open.length > openShown ? [actions(openButton(`All ${open.length}`, 'queue'))] : []),
  ];
}

type Recent = Awaited<ReturnType<typeof recentGenerations>>[number];

const pictureItem = (
  { id, prompt, model, assets, createdAt, firstAssetId }: Recent,
  { number, thumbnails }: { number: number; thumbnails: Awaited<ReturnType<typeof thumbnailsIn>> },
): Item => ({
  title: `${number}. ${isolated(cut(prompt, 120))}`,
  lines: [`${modelName(model)} × ${assets} · ${dayWords(createdAt)}`],
  ...withThumbnail(thumbnails.get(firstAssetId ?? ''), prompt),
  controls: [button(`Show ${number}`, { name: 'show', args: { generationId: id } })],
});

const withThumbnail = (
  small: Omit<NonNullable<Item['thumbnail']>, 'alt'> | undefined,
  prompt: string,
): Pick<Item, 'thumbnail'> => (small ? { thumbnail: { ...small, alt: cut(prompt, 200) } } : {});
