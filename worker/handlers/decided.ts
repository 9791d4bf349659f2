import { targetOfRow } from '#core/chat/stored-target.ts';
import type { Deps } from '#core/deps.ts';
import { findMessages, findStanding, noteTakenBack } from '#core/generations/erasing.ts';
import { readView } from '#core/generations/view.ts';
import type { JobData } from '#core/jobs.ts';
import { rewriteResult } from '../bring-result.ts';
import type { Again } from '../handler.ts';

/** How soon to look again whether a result that is on its way to chat has arrived. */
const underWayMs = 500;

/**
 * Writes the messages with a result anew once it is decided whether an offered picture of it is kept: its buttons go. A chat whose messages with files cannot be
 * given other words keeps them (docs/decisions/0107-of-two-grids-both-are-kept-until-one-is-chosen.md). Done twice, it is the same message.
 */
export async function decided(deps: Deps, { generationId }: JobData<'decided'>): Promise<Again | undefined> {
  const [standing, view] = await Promise.all([findStanding(deps, generationId), readView(deps, generationId)]);
  if (!view) return undefined;
  if (standing?.isBeingWritten) return { againInMs: underWayMs };
  for (const message of await findMessages(deps, generationId)) {
    const assets = view.assets.filter(({ id }) => message.assetIds.includes(id));
    // With its last picture a message goes, or says why: erase does that.
    if (assets.length === 0) continue;
    const target = { ...(await targetOfRow(deps, message)), messageId: message.messageId };
    const written = await rewriteResult(deps, { view: { ...view, assets }, target });
    if (!written) continue;
    const uploads = [...(written.uploads ?? message.uploads)];
    await noteTakenBack(deps, message, { assetIds: assets.map(({ id }) => id), uploads });
  }
  return undefined;
}
