import { whyMissing } from '#core/chat/present/generation.ts';
import { modelName } from '#core/chat/present/model-name.ts';
import type { Generation } from '#core/contract/pages/made.ts';
import type { OwnRequest } from '#core/make/list-requests.ts';
import { findModel } from '#core/models/catalogue.ts';
import { sameSize } from '#core/models/define-model.ts';
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
      presentSummary({ ...image, generationId: id, prompt, model, originModel, createdAt: new Date(createdAt) }),
    ),
    shortfall: shortfallOf(row),
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
  return { stored, creditsBack: (count - stored) * unitPrice, why: sentenceOf(why, modelName(row.model)), next };
}
