import type { Deps } from '../deps.ts';
import { Failure } from '../failure.ts';
import type { ModelEntry } from '../models/catalogue.ts';
import { waitWords } from '../words.ts';
import { ownedBy } from './owner.ts';
import type { Requester } from './request.ts';

/** What we make ourselves costs nothing; of one person in an hour: as many as they look at, and fewer than would keep our machines from others. */
const mostInAnHour = 60;
const hourMs = 60 * 60_000;

/** What takes some work; making pixel art larger takes none. */
const named = new Map<ModelEntry['kind'], string>([
  ['snap', 'pixel art made of'],
  ['recolour', 'other colours made of'],
]);

/** @throws Failure too_much, before anything is recorded */
export async function refuseManyOfOurs(
  { db }: Pick<Deps, 'db'>,
  { requester, model }: { requester: Requester; model: ModelEntry },
): Promise<void> {
  const what = named.get(model.kind);
  if (what === undefined) return;
  const who = { identityId: null, userId: null, ...requester };
  const oldest = await db.generation.findFirst({
    where: { ...ownedBy(who), model: model.id, createdAt: { gt: new Date(Date.now() - hourMs) } },
    orderBy: { createdAt: 'desc' },
    skip: mostInAnHour - 1,
    select: { createdAt: true },
  });
  if (oldest) throw tooMuch(what, oldest.createdAt.getTime() + hourMs - Date.now());
}

const tooMuch = (what: string, waitMs: number) =>
  new Failure('too_much', {
    title: 'That is enough for an hour',
    happened: `You had ${what} ${mostInAnHour} pictures within an hour. This one was not taken, and it cost nothing.`,
    next: `You can have another one made in ${waitWords(waitMs)}.`,
  });
