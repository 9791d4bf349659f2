import { Prisma } from '../../prisma/generated/client.ts';
import { type Place, placeHash } from '../chat/place-hash.ts';
import { targetColumns, targetOfRow, targetRow } from '../chat/stored-target.ts';
import { text, uuid } from '../database/columns.ts';
import { sqlFinds, sqlRows } from '../database/rows.ts';
import type { Deps } from '../deps.ts';
import { Failure } from '../failure.ts';
import { type ByManager, recordAction } from './actions.ts';

const messageRow = targetRow.extend({ targetId: uuid, messageId: text, uploads: text.array() });

/** The messages that show a result in this place. */
const inPlace = (hash: Uint8Array, generationId: string) => Prisma.sql`
  FROM chat_messages m JOIN reply_targets r ON r.id = m.target_id
  WHERE m.generation_id = ${generationId}::uuid AND r.workspace_id_hash = ${hash}::bytea`;

/** Whether a result is shown in this server or workspace. */
export const isShownIn = async (deps: Pick<Deps, 'db' | 'keys'>, place: Place, generationId: string) =>
  sqlFinds(deps.db)`SELECT 1 ${inPlace(await placeHash(deps, place), generationId)}`;

/**
 * Takes the messages with a result away from the place, for those who manage it. The pictures stay its asker's, in their history and gallery.
 * @throws Failure cannot_post, if the chat does not let us remove one
 */
export async function takeAway(
  deps: Pick<Deps, 'db' | 'keys' | 'seal' | 'log' | 'metrics' | 'messengers'>,
  by: ByManager,
  { place, generationId }: { place: Place; generationId: string },
): Promise<void> {
  const hash = await placeHash(deps, place);
  const messages = await sqlRows(deps.db, messageRow)`
    SELECT m.target_id AS "targetId", m.message_id AS "messageId", m.uploads, ${targetColumns} ${inPlace(hash, generationId)}`;
  // On record before anything is gone: one that fails half-way is pressed again.
  await recordAction(deps.db, by, 'take_away', generationId);
  for (const message of messages) {
    const target = await targetOfRow(deps, message);
    const { targetId, messageId, uploads } = message;
    if (!(await deps.messengers[target.platform].remove(target, { messageId, uploads }))) throw notRemoved();
    await deps.db.chatMessage.deleteMany({ where: { targetId, messageId } });
  }
}

const notRemoved = () =>
  new Failure('cannot_post', {
    title: 'The chat does not let me take it away',
    happened: 'I may not remove that message here. Nothing was changed.',
    next: 'Remove it by the chat’s own means; whoever asked for it keeps the pictures.',
  });
