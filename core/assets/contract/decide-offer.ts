import { z } from 'zod';
import { flag, int, uuid } from '../../database/columns.ts';
import { sqlFunction } from '../../database/sql-function.ts';
import type { Deps } from '../../deps.ts';
import { Failure } from '../../failure.ts';
import { isTheirs, type Owner, ownedBy } from '../../generations/owner.ts';
import { notFound } from '../../not-found.ts';
import { credits } from '../../words.ts';
import { offerDays } from './asset-contract.ts';

const outcome = z.enum(['kept', 'given_back', 'kept_before', 'given_back_before', 'too_late', 'no_offer']);

const decide = sqlFunction({
  name: 'decide_offer',
  args: z.object({ assetId: uuid, keeps: flag, days: int }),
  row: outcome,
});

/** Of one person in a day: a model that makes more of them wrong is to be told about, and not to be paid by us. */
const mostGivenBack = 20;
const dayMs = 24 * 60 * 60_000;

/**
 * Its owner keeps a picture that is not as it was asked for, or gives it back: then it is deleted, and its credits return. One of the two, once; to say the same
 * again changes nothing. Returns the price of it. @throws Failure not_yours, picture_gone, too_late, too_much
 */
export async function decideOffer(
  deps: Pick<Deps, 'db' | 'queues' | 'log'>,
  { assetId, who, keeps }: { assetId: string; who: Owner; keeps: boolean },
): Promise<{ price: number }> {
  const found = await deps.db.asset.findUnique({
    where: { id: assetId },
    select: {
      generationId: true,
      givenBackAt: true,
      generation: { select: { identityId: true, userId: true, unitPrice: true } },
    },
  });
  const { generation, generationId } = found ?? {};
  if (!generation || !generationId) throw noOffer();
  if (!isTheirs(generation, who)) throw notTheirs();
  const { unitPrice: price } = generation;
  if (!keeps && found?.givenBackAt === null) await refuseMany(deps, generation);
  const said = await decide.one(deps.db, { assetId, keeps, days: offerDays });
  deps.log.info({ generationId, assetId, said }, 'an offered picture was decided on');
  switch (said) {
    case 'kept':
      await redraw(deps, generationId);
      return { price };
    case 'given_back':
      // If it fails, `sweep` finds it.
      await deps.queues.enqueue('erase', { generationId }).catch(() => undefined);
      return { price };
    case 'kept_before':
      await redraw(deps, generationId);
      if (keeps) return { price };
      throw keptBefore(price);
    case 'given_back_before':
      if (!keeps) return { price };
      throw givenBackBefore(price);
    case 'too_late':
      await redraw(deps, generationId);
      throw tooLate();
    case 'no_offer':
      throw noOffer();
  }
}

/** A card that still offers it is written anew. If that is lost, the next press asks for it again. */
const redraw = ({ queues, log }: Pick<Deps, 'queues' | 'log'>, generationId: string): Promise<void> =>
  queues
    .enqueue('decided', { generationId })
    .catch((err: unknown) => log.warn({ generationId, err }, 'a card goes on offering what was decided'));

/** @throws Failure too_much */
async function refuseMany({ db, log }: Pick<Deps, 'db' | 'log'>, owner: Owner): Promise<void> {
  const lately = { gt: new Date(Date.now() - dayMs) };
  const givenBack = await db.asset.count({ where: { givenBackAt: lately, generation: ownedBy(owner) } });
  if (givenBack < mostGivenBack) return;
  log.warn({ givenBack }, 'somebody gives back many pictures');
  throw enoughGivenBack();
}

/** The same of an account’s own, where nobody sees anybody else’s. @throws Failure not_found, and as decideOffer does */
export async function decideOwnOffer(
  deps: Pick<Deps, 'db' | 'queues' | 'log'>,
  { id, userId, keeps }: { id: string; userId: string; keeps: boolean },
): Promise<{ price: number }> {
  const exists = await deps.db.asset.count({ where: { id, userId } });
  if (exists === 0) throw notFound('There is no such image');
  return decideOffer(deps, { assetId: id, who: { identityId: null, userId }, keeps });
}

const notTheirs = () =>
  new Failure('not_yours', {
    title: 'That one is not yours',
    happened: 'Whether it is kept is up to the person who asked for it. Nothing was changed.',
    next: ['Make your own with ', { command: 'imagine' }, '.'],
  });

const keptBefore = (price: number) =>
  new Failure('too_late', {
    title: 'You kept it',
    happened: `You said that you keep it, for ${credits(price)}. Nothing was changed.`,
    next: 'Delete it if you do not want it any more. For another one, press Again.',
  });

const givenBackBefore = (price: number) =>
  new Failure('too_late', {
    title: 'You gave it back',
    happened: `You gave it back, and have your ${credits(price)} again. Nothing was changed.`,
    next: 'For another one, press Again.',
  });

const tooLate = () =>
  new Failure('too_late', {
    title: 'It counts as kept',
    happened: `A picture can be given back for ${offerDays} days. Nothing was changed.`,
    next: 'For another one, press Again.',
  });

const enoughGivenBack = () =>
  new Failure('too_much', {
    title: 'That is enough for a day',
    happened: `You gave back ${mostGivenBack} pictures within a day, which is as many as go back by a press. Nothing was changed, and this one stays on offer.`,
    next: `Give it back tomorrow: a picture can be given back for ${offerDays} days. If a model keeps to nothing of what you ask, tell the people who run this.`,
  });

const noOffer = () =>
  new Failure('picture_gone', {
    title: 'There is nothing to decide',
    happened: 'The picture is gone, or it is as it was asked for. Nothing was changed.',
    next: ['Make another with ', { command: 'imagine' }, '.'],
  });
