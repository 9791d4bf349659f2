import { isHiddenUntold, noteHiddenTold } from '#core/abuse/hide.ts';
import { text } from '#core/chat/card/blocks.ts';
import type { Card } from '#core/chat/card/card.ts';
import { targetOfRow } from '#core/chat/stored-target.ts';
import type { Deps } from '#core/deps.ts';
import { findMessages, findStanding, noteTakenBack } from '#core/generations/erasing.ts';
import type { JobData } from '#core/jobs.ts';
import type { Again } from '../handler.ts';

/** How soon to look again whether a result that is on its way to chat has arrived. */
const underWayMs = 500;

const hiddenCard: Card = {
  tone: 'notice',
  title: 'Hidden',
  blocks: [text('The people who run this bot have hidden this picture. The credits stay spent.')],
};

/** Takes the pictures that an operator hid out of the messages that show them, which then say so. Run again, it finds nothing to do. */
export async function hide(deps: Deps, { generationId }: JobData<'hide'>): Promise<Again | undefined> {
  if (!(await isHiddenUntold(deps, generationId))) return undefined;
  const standing = await findStanding(deps, generationId);
  if (standing?.isBeingWritten) return { againInMs: underWayMs };
  for (const message of await findMessages(deps, generationId)) {
    const target = await targetOfRow(deps, message);
    const messenger = deps.messengers[target.platform];
    const left = { ...message, kept: [] };
    if (await messenger.takeBack(target, left, [hiddenCard, hiddenCard]))
      await noteTakenBack(deps, message, { assetIds: [], uploads: [] });
    else await messenger.remove(target, message);
  }
  await noteHiddenTold(deps, generationId);
  deps.log.info({ generationId }, 'hidden');
  return undefined;
}
