import type { Posted } from '#core/chat/messenger.ts';
import { brokenCard, resultCard } from '#core/chat/present/generation.ts';
import { showingOf } from '#core/chat/present/showing.ts';
import { targetOfRow } from '#core/chat/stored-target.ts';
import type { ReplyTarget } from '#core/chat/target.ts';
import type { Deps } from '#core/deps.ts';
import { isDescriptionShown, noteDescriptionErased, putOffDescription } from '#core/generations/description.ts';
import {
  type Erased,
  findDeletedAssets,
  findMessages,
  findStanding,
  noteErased,
  noteTakenBack,
  putOffErasing,
} from '#core/generations/erasing.ts';
import { forgetReferenceOf } from '#core/generations/forget-reference.ts';
import { type GenerationView, readView } from '#core/generations/view.ts';
import { forgetWithheldOf } from '#core/generations/withheld.ts';
import type { JobData } from '#core/jobs.ts';
import type { Again } from '../handler.ts';

/** A message that shows the result, and the pictures that its files are, in the same order. */
type Shown = Posted & { targetId: string; assetIds: readonly string[] };

/** We give up on a chat that takes nothing for this long. */
const patienceMs = 24 * 60 * 60_000;

/** How soon to check again whether a result that is on its way to chat has arrived. */
const underWayMs = 500;

/**
 * Removes a generation's deleted pictures from the store and from the chat messages that show them. A message is removed with its last picture, or if
 * the chat lets us remove no part of it. Run again, it finds nothing to do.
 */
export async function erase(deps: Deps, { generationId }: JobData<'erase'>): Promise<Again | undefined> {
  await forgetWithheldOf(deps, generationId);
  if (await isDescriptionShown(deps, generationId)) return eraseDescription(deps, generationId);
  const assets = await eraseFiles(deps, { generationId });
  if (assets.length === 0) return undefined;
  try {
    const isTold = ({ brokenAt, givenBackAt }: (typeof assets)[number]) => brokenAt !== null || givenBackAt !== null;
    const broken = new Set(assets.filter(isTold).map(({ id }) => id));
    if ((await removeFromChat(deps, generationId, broken)) === 'under_way') return { againInMs: underWayMs };
  } catch (err) {
    const forMs = await putOffErasing(deps, { generationId });
    if (forMs < patienceMs) {
      deps.log.warn({ generationId, err }, 'pictures could not be erased from chat yet');
      return undefined;
    }
    deps.log.error({ generationId, err }, 'given up: deleted pictures may still stand in chat');
  }
  await forgetReferenceOf(deps, generationId);
  await noteErased(deps, assets);
  deps.log.info({ generationId, assets: assets.length }, 'erased');
  return undefined;
}

/** Removes the messages that show deleted words; a result that is still under way is brought without them. */
async function eraseDescription(deps: Deps, generationId: string): Promise<Again | undefined> {
  try {
    if ((await removeFromChat(deps, generationId, new Set())) === 'under_way') return { againInMs: underWayMs };
  } catch (err) {
    if ((await putOffDescription(deps, generationId)) < patienceMs) {
      deps.log.warn({ generationId, err }, 'words could not be erased from chat yet');
      return undefined;
    }
    deps.log.error({ generationId, err }, 'given up: deleted words may still stand in chat');
  }
  await forgetReferenceOf(deps, generationId);
  await noteDescriptionErased(deps, generationId);
  deps.log.info({ generationId }, 'erased');
  return undefined;
}

/** Removes a deleted picture that no request made from the store. */
export async function eraseOwn(deps: Deps, { assetId }: JobData<'erase-own'>): Promise<undefined> {
  const assets = await eraseFiles(deps, { id: assetId });
  await noteErased(deps, assets);
}

/** Removes files from our own store. Returns the assets removed; none if it must be tried again, however long that takes. */
async function eraseFiles(deps: Deps, which: Erased) {
  const assets = await findDeletedAssets(deps, which);
  try {
    await deps.storage.delete(
      assets.flatMap(({ storageKey, thumbnailKey, largeThumbnailKey, pngKey }) => [
        ...[storageKey, thumbnailKey],
        ...(largeThumbnailKey === null ? [] : [largeThumbnailKey]),
        ...(pngKey === null ? [] : [pngKey]),
      ]),
    );
    return assets;
  } catch (err) {
    await putOffErasing(deps, which);
    deps.log.error({ ...which, err }, 'pictures could not be erased from the store yet');
    return [];
  }
}

/** `under_way`: a process is posting the result at this moment, and may have read its pictures before they were deleted. */
async function removeFromChat(
  deps: Deps,
  generationId: string,
  broken: ReadonlySet<string>,
): Promise<'done' | 'under_way'> {
  const [standing, messages, view] = await Promise.all([
    findStanding(deps, generationId),
    findMessages(deps, generationId),
    readView(deps, generationId),
  ]);
  if (!standing || !view) return 'done';
  if (standing.isBeingWritten) return 'under_way';
  if (standing.isOpen && messages.some((message) => showsDeleted(message, view))) {
    // Whoever writes the status takes its preview away, and nobody else writes to it.
    await deps.queues.enqueue('progress', { generationId });
    return 'under_way';
  }
  const removed = await Promise.allSettled(
    messages.map(async (message) =>
      removeFromMessage(deps, await targetOfRow(deps, message), view, { ...message, broken }),
    ),
  );
  // Only now, so that a chat in trouble keeps no picture in another one.
  for (const each of removed) if (each.status === 'rejected') throw each.reason;
  const { status, messageId, uploads } = standing;
  const target = await targetOfRow(deps, standing);
  // A pending result leaves out deleted pictures; its status message shows none, but files may already be with the chat.
  if (status === 'pending' && uploads.length > 0)
    await deps.messengers[target.platform].withdraw(
      target,
      { messageId: messageId ?? '', uploads, kept: [] },
      resultCard(view, await showingOf(deps, target)),
    );
  // The message in chat that says the pictures are kept goes with them.
  if (status === 'undelivered' && messageId !== null)
    await deps.messengers[target.platform].remove(target, { messageId, uploads });
  return 'done';
}

const showsDeleted = ({ assetIds }: Pick<Shown, 'assetIds'>, view: GenerationView) =>
  assetIds.some((shown) => !view.assets.some(({ id }) => id === shown));

async function removeFromMessage(
  deps: Deps,
  target: ReplyTarget,
  view: GenerationView,
  shown: Shown & { broken: ReadonlySet<string> },
): Promise<void> {
  const messenger = deps.messengers[target.platform];
  const assets = view.assets.filter(({ id }) => shown.assetIds.includes(id));
  const kept = assets.flatMap(({ id }) => shown.uploads[shown.assetIds.indexOf(id)] ?? []);
  const left = { ...shown, kept };
  const showing = await showingOf(deps, target);
  const card = resultCard({ ...view, assets }, showing);
  // Nobody pressed Delete: people must read why it is gone, or that it was given back, and that the credits are back.
  if (shown.assetIds.some((id) => shown.broken.has(id))) {
    if (await messenger.takeBack(target, left, [card, brokenCard(view, showing)]))
      return noteTakenBack(deps, shown, { assetIds: assets.map(({ id }) => id), uploads: kept });
  }
  const keepsSome = kept.length > 0 && kept.length === assets.length;
  if (keepsSome && (await messenger.withdraw(target, left, card))) return;
  if (!(await messenger.remove(target, shown)))
    deps.log.warn({ generationId: view.id }, 'a message stays in chat: it may not be removed any more');
}
