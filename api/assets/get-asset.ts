import type { AssetContract } from '#core/assets/contract/asset-contract.ts';
import { type AssetDetail, findAsset } from '#core/assets/find-asset.ts';
import { formatOf } from '#core/assets/picture-type.ts';
import { type Source, sourceOf } from '#core/assets/source.ts';
import { inTrash } from '#core/assets/trash/refusals.ts';
import { isInTrash } from '#core/assets/trash/trash-assets.ts';
import { wordsToRepeat } from '#core/chat/present/use-again.ts';
import type { Answered, Received } from '#core/contract/pages/contract.ts';
import { findModel } from '#core/models/catalogue.ts';
import { sameSize } from '#core/models/define-model.ts';
import { drawnBy } from '#core/models/on-grid.ts';
import { snap } from '#core/models/snap.ts';
import { notFound } from '#core/not-found.ts';
import { hexOf } from '#core/pixel/colour/hex.ts';
import { breachInWords, checkInWords } from '#core/pixel/contract-words.ts';
import { findingInWords } from '#core/pixel/doctor/finding-words.ts';
import { changeInWords } from '#core/pixel/mend.ts';
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
    madeFrom: row.madeFrom && presentRelated(row.madeFrom),
    madeInto: row.madeInto.map(presentRelated),
    siblings: row.siblings.map(presentRelated),
    fileType: formatOf(row.contentType),
    byteLength,
    sha256: row.sha256,
    contract: row.contract ? presentContract(row.contract, row.isOffered) : null,
    layout: row.layout ?? null,
    isMarked: isMarked(row, source),
    place: request && presentPlace(request),
    paidBy: paidBy(request?.teamName ?? null),
    project: projectId === null || projectName === null ? null : { id: projectId, name: projectName },
    useAgain: repeated(row),
    newerId,
    olderId,
  };
}

/** What we make of an image with its mark. */
const keepsMark: ReadonlySet<string> = new Set(['recolour', 'reduce']);

/**
 * What a model drew is marked before it is stored, and we keep the mark in what we make of it; what we make of a picture that somebody brought says nothing of a
 * model.
 */
function isMarked(row: AssetDetail, source: Source): boolean {
  if (source.by === 'run') return drawnBy(row) !== snap.id || row.madeFrom !== null;
  return source.by === 'operation' && keepsMark.has(source.operation);
}

const presentContract = (contract: AssetContract, isOffered: boolean) => ({
  asked: { ...contract.asked, palette: contract.asked.palette?.map(hexOf) ?? null },
  facts: checkInWords(contract),
  isKept: contract.breaches.length === 0,
  breaches: contract.breaches.map(breachInWords),
  changes: contract.changes.map(changeInWords),
  findings: (contract.findings ?? []).map(findingInWords),
  isSecondTry: contract.secondTry !== undefined,
  checkedAt: contract.checkedAt,
  version: contract.version,
  isOffered,
});

/** Words bring back what was drawn from words; what a tool made of a picture they do not. */
function repeated({ request, tool, prompt, position }: AssetDetail) {
  if (request === null || (tool !== null && tool !== 'vary')) return null;
  return wordsToRepeat({ ...request, prompt, index: position - request.firstPosition });
}
