import type { Deps } from '../deps.ts';
import { Failure } from '../failure.ts';
import { snap } from '../models/snap.ts';
import { waitWords } from '../words.ts';
import { ownedBy } from './owner.ts';
import type { Requester } from './request.ts';

/** Pixel art of a picture costs nothing; of one person in an hour: as many as they look at, and fewer than would keep our machines from others. */
const mostInAnHour = 60;
const hourMs = 60 * 60_000;

/** @throws Failure too_much, before anything is recorded */
export async function refuseManySnaps({ db }: Pick<Deps, 'db'>, requester: Requester): Promise<void> {
  const who = { identityId: null, userId: null, ...requester };
  const oldest = await db.generation.findFirst({
    where: { ...ownedBy(who), model: snap.id, createdAt: { gt: new Date(Date.now() - hourMs) } },
    orderBy: { createdAt: 'desc' },
    skip: mostInAnHour - 1,
    select: { createdAt: true },
  });
  if (oldest) throw tooMuch(oldest.createdAt.getTime() + hourMs - Date.now());
}

const tooMuch = (waitMs: number) =>
  new Failure('too_much', {
    title: 'That is enough for an hour',
    happened: `You had pixel art made of ${mostInAnHour} pictures within an hour. This one was not taken, and it cost nothing.`,
    next: `You can have another one made in ${waitWords(waitMs)}.`,
  });
