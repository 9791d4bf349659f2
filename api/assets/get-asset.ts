import { type AssetDetail, findAsset } from '#core/assets/find-asset.ts';
import { formatOf } from '#core/assets/picture-type.ts';
import { sourceOf } from '#core/assets/source.ts';
import { inTrash } from '#core/assets/trash/refusals.ts';
import { isInTrash } from '#core/assets/trash/trash-assets.ts';
import { wordsToRepeat } from '#core/chat/present/use-again.ts';
import type { Answered, Received } from '#core/contract/pages/contract.ts';
import { findModel } from '#core/models/catalogue.ts';
import { sameSize } from '#core/models/define-model.ts';
import { notFound } from '#core/not-found.ts';
import { paidBy } from '#core/teams/words.ts';
import { presentPlace } from '../generations/place.ts';
import type { ApiContext, ApiHandler } from '../json/handler.ts';
import { daysOf } from '../lists/days.ts';
import { presentRelated, presentSummary } from './present-summary.ts';

export const getAsset: ApiHandler<'getAsset'> = (context, { params, query }) => oneAmong(context, params.id, query);
export const getFoundAsset: ApiHandler<'getFoundAsset'> = (context, { params, body }) =>
  oneAmong(context, params.id, body);

async function oneAmong(
  { deps, who }: ApiContext,
  id: string,
  { from, to, sort, ...filter }: Received<'getFoundAsset'>['body'],
): Promise<Answered<'getFoundAsset'>> {
  const wanted = { userId: who.user.userId, id, sort, filter: { ...filter, ...daysOf({ from, to }) } };
  const row = await findAsset(deps, wanted);
  if (!row) throw (await isInTrash(deps, wanted)) ? inTrash() : notFound('There is no such image');
  const { request, byteLength, projectId, projectName, newerId, olderId } = row;
  const source = sourceOf(row);
  return {
    ...presentSummary(row),
    source: source.by,
    seed: request && findModel(request.model)?.hasSeed !== false ? request.seed : null,
    price: request?.unitPrice ?? 0,
    size: request === null || request.size === sameSize ? null : request.size,
    negativePrompt: request?.negativePrompt ?? '',
    strength: request?.strength ?? null,
    hasReference: request?.hasReference ?? false,
    tool: request?.tool ?? null,
    madeFrom: row.madeFrom && presentRelated(row.madeFrom),
    madeInto: row.madeInto.map(presentRelated),
    siblings: row.siblings.map(presentRelated),
    fileType: formatOf(row.contentType),
    byteLength,
    sha256: row.sha256,
    // What a run made is marked before it is stored.
    isMarked: source.by === 'run',
    place: request && presentPlace(request),
    paidBy: paidBy(request?.teamName ?? null),
    project: projectId === null || projectName === null ? null : { id: projectId, name: projectName },
    useAgain: repeated(row),
    newerId,
    olderId,
  };
}

/** Words bring back what was drawn from words; what a tool made of a picture they do not. */
function repeated({ request, prompt, position }: AssetDetail) {
  if (request === null || (request.tool !== null && request.tool !== 'vary')) return null;
  return wordsToRepeat({ ...request, prompt, index: position - request.firstPosition });
}
