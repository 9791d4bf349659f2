import { whyMissing } from '#core/chat/present/generation.ts';
import { modelName } from '#core/chat/present/model-name.ts';
import type { Generation } from '#core/contract/pages/made.ts';
import { sizesFor } from '#core/generations/pixel-found.ts';
import type { OwnRequest } from '#core/make/list-requests.ts';
import { findModel } from '#core/models/catalogue.ts';
import { sameSize } from '#core/models/define-model.ts';
import { factsInWords } from '#core/pixel/contract-words.ts';
import { paidBy } from '#core/teams/words.ts';
import { sentenceOf } from '#core/words.ts';
import { presentSummary } from '../assets/present-summary.ts';
import { presentPlace } from '../generations/place.ts';

export function presentGeneration(row: OwnRequest): Generation {
  const { id, prompt, model, originModel, tool, count, size, seed, status, progress, ahead, description } = row;
  return {
    ...{ id, prompt, tool, count, status, progress, ahead, description },
    model: modelName(model),
    price: count * row.unitPrice,
    size: size === sameSize ? null : size,
    seed: findModel(model)?.hasSeed === false ? null : seed,
    canceling: row.finishedAt === null && row.isCanceling,
    checking: row.isUnchecked,
    images: row.images.map(({ createdAt, ...image }) =>
      presentSummary({
        ...{ ...image, generationId: id, prompt, model, originModel, tool },
        operation: null,
        createdAt: new Date(createdAt),
      }),
    ),
    shortfall: shortfallOf(row),
    isChoice: row.pixelFound?.kind === 'unsure' && row.stored > 1 && row.images.length > 1,
    sizesOffered: row.pixelFound?.kind === 'no_grid' ? sizesFor(row.pixelFound) : [],
    createdAt: row.createdAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
    place: presentPlace(row),
    paidBy: paidBy(row.teamName),
  };
}

function shortfallOf(row: OwnRequest): Generation['shortfall'] {
  const { finishedAt, stored, count, unitPrice } = row;
  if (finishedAt === null || stored >= count) return null;
  const { why, next } = whyMissing({ ...row, cancelRequested: row.isCanceling });
  const said = sentenceOf(why, modelName(row.model));
  const facts = row.pixelFound?.facts;
  return {
    ...{ stored, creditsBack: (count - stored) * unitPrice, next },
    why: facts ? `${said} ${factsInWords(facts)}.` : said,
  };
}
