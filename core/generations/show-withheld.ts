import { randomUUID } from 'node:crypto';
import type { OutgoingFile, StatusTarget } from '../chat/messenger.ts';
import { filenameOf } from '../chat/present/generation.ts';
import { privateCard } from '../chat/present/withheld.ts';
import { rowOfTarget } from '../chat/stored-target.ts';
import type { Deps } from '../deps.ts';
import { Failure } from '../failure.ts';
import { findGeneration } from './find.ts';
import { isTheirs, type Owner } from './owner.ts';
import { findWithheld } from './withheld.ts';

type ShowDeps = Pick<Deps, 'db' | 'keys' | 'seal' | 'log' | 'storage' | 'messengers' | 'config'>;

/**
 * Shows a generation's withheld pictures to whoever asked for it, and to nobody else. A message that stays is recorded, so that it goes with its person.
 * Returns how they were shown.
 * @throws Failure not_yours; unavailable, if they are no longer kept, or the chat does not take them
 */
export async function showWithheld(
  deps: ShowDeps,
  { generationId, who, target }: { generationId: string; who: Owner; target: StatusTarget },
): Promise<'here' | 'directly'> {
  const generation = await findGeneration(deps, generationId);
  if (!isTheirs(generation, who)) throw notTheirs();
  const held = deps.config.withheldShown ? await findWithheld(deps, generationId) : [];
  if (held.length === 0) throw gone();
  const files = await Promise.all(
    held.map(async ({ storageKey, contentType, position }): Promise<OutgoingFile> => {
      const filename = filenameOf({ id: generationId }, { position, contentType });
      return { filename, contentType, bytes: await deps.storage.get(storageKey), alt: generation.prompt };
    }),
  );
  if (files.some(({ bytes }) => bytes.byteLength > target.fileLimit)) throw tooLarge();
  const shown = await deps.messengers[target.platform].showPrivately(target, privateCard(generation, files), files);
  if (shown === undefined) throw notTaken();
  deps.log.info({ generationId, images: files.length }, 'withheld pictures were shown to their asker');
  if (shown === 'here') return 'here';
  const { channelId, messageId, uploads } = shown;
  const { threadId: _, replyToken: _token, replyExpiresAt: _until, ...place } = target;
  const at = { id: randomUUID(), ...(await rowOfTarget(deps, generation, { ...place, channelId })) };
  await deps.db.replyTarget.create({
    data: { ...at, messages: { create: { messageId, generationId, uploads: [...uploads] } } },
  });
  return 'directly';
}

const notTheirs = () =>
  new Failure('not_yours', {
    title: 'That one is not yours',
    happened: 'What was withheld is shown to the person who asked for it, and to nobody else. It cost nothing.',
    next: ['Make your own with ', { command: 'imagine' }, '.'],
  });

const gone = () =>
  new Failure('unavailable', {
    title: 'It is no longer kept',
    happened: 'A picture that was withheld is kept for 7 days at most. It cost nothing.',
    next: ['Ask for it again with ', { command: 'imagine' }, ', in other words.'],
  });

const tooLarge = () =>
  new Failure('unavailable', {
    title: 'It is too large for this chat',
    happened: 'The picture has more bytes than this chat takes of me. Nobody has seen it, and it cost nothing.',
    next: 'Ask for it once more in a smaller size.',
  });

const notTaken = () =>
  new Failure('unavailable', {
    title: 'That did not work',
    happened: 'This chat does not take the picture for you alone now. Nobody has seen it, and it cost nothing.',
    next: 'Press the button again in a moment.',
  });
