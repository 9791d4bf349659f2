import { setTimeout as sleep } from 'node:timers/promises';
import { Failure } from '#core/failure.ts';
import { redeliver, seenDelivery } from '#core/generations/redeliver.ts';
import { standsHere } from '#core/generations/stands-here.ts';
import type { Context } from '../dispatch.ts';
import { checkMayUse, targetHere } from '../may-use.ts';
import { ownView } from '../own-result.ts';
import { defineIntent } from './define-intent.ts';

/** Whoever presses at once sees the result before it is noted that it came. */
const pausesMs = [300, 900, 1_800];

/** Brings a result from /history to where its owner is now, for everybody there. */
export const postHere = defineIntent({
  name: 'post-here',
  answer: 'channel',
  async run(context, { generationId }) {
    await checkMayUse(context);
    for (const pauseMs of pausesMs)
      try {
        return await post(context, generationId);
      } catch (error) {
        if (!(error instanceof Failure && error.code === 'still_posting')) throw error;
        await sleep(pauseMs);
      }
    return post(context, generationId);
  },
});

async function post(context: Context, generationId: string): Promise<undefined> {
  const { deps, who } = context;
  const target = await targetHere(context);
  const seen = await seenDelivery(deps, generationId);
  const standing = await standsHere(deps, generationId, target);
  if (standing && (await ownView(deps, who, generationId))) throw already(standing);
  await redeliver(deps, { generationId, who, target, seen });
}

/** Once in each place. */
const already = ({ url }: { url?: string }) =>
  new Failure('stands_here', {
    title: 'It stands here already',
    happened: 'It was posted in this place before, and no second copy was. It cost nothing.',
    next: url === undefined ? 'Look further up.' : [{ link: 'Go to that message', url }, '.'],
  });
