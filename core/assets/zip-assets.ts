import type { Deps } from '../deps.ts';
import { openFields, storedTextOf } from '../keys/stored-text.ts';
import { findModel, isOurs } from '../models/catalogue.ts';
import { toolName } from '../models/tools.ts';
import { notFound } from '../not-found.ts';
import { storedContract } from './contract/asset-contract.ts';
import { pictureType } from './picture-type.ts';
import { shown } from './shown.ts';
import { wordsOf } from './words-of.ts';
import type { ZippedAsset } from './write-zip.ts';
import { readZipLink, signZipLink } from './zip-link.ts';

type Zipping = Pick<Deps, 'db' | 'keys' | 'log' | 'config'>;

/** A link to a zip of those of these assets that belong to the account, and their number. @throws Failure not_found */
export async function offerZip(
  deps: Zipping,
  { userId, ids: wanted }: { userId: string; ids: string[] },
): Promise<{ url: string; files: number }> {
  const found = await deps.db.asset.findMany({ where: { id: { in: wanted }, userId, ...shown }, select: { id: true } });
  if (found.length === 0) throw notFound('There are no such images');
  const theirs = new Set(found.map(({ id }) => id));
  const ids = [...new Set(wanted)].filter((id) => theirs.has(id));
  return { url: signZipLink(deps.config, userId, ids), files: ids.length };
}

/** The images of such a link that still belong to the account. @throws Failure not_found, expired_download */
export async function openZip(
  deps: Zipping,
  { userId, query }: { userId: string; query: unknown },
): Promise<ZippedAsset[]> {
  const assets = await readZipped(deps, { userId, ids: readZipLink(deps.config, userId, query) });
  if (assets.length === 0) throw notFound('The images of this download are gone');
  return assets;
}

/**
 * Those of these images that the account has, oldest first, with how each was made. Without an account their ids alone are asked for, and the caller knows
 * why that is enough.
 */
export async function readZipped(
  deps: Pick<Deps, 'db' | 'keys' | 'log'>,
  { userId, ids }: { userId?: string; ids: readonly string[] },
): Promise<ZippedAsset[]> {
  const assets = await deps.db.asset.findMany({
    where: { id: { in: [...ids] }, ...(userId === undefined ? {} : { userId }), ...shown },
    orderBy: [{ createdAt: 'asc' }, { position: 'asc' }, { id: 'asc' }],
    include: {
      generation: {
        select: {
          ...{ prompt: true, promptSealed: true, negativePrompt: true, negativePromptSealed: true },
          ...{ model: true, originModel: true, tool: true, sourceAssetId: true },
        },
      },
      prediction: { select: { seed: true } },
      project: { select: { name: true, nameSealed: true } },
    },
  });
  const stored = assets.map(({ generation, prediction, project, ...asset }) => {
    const model = generation && findModel(generation.model);
    return {
      ...asset,
      contentType: pictureType.parse(asset.contentType),
      prompt: wordsOf({ ...asset, generation }),
      negativePrompt: storedTextOf(generation?.negativePrompt ?? '', generation?.negativePromptSealed ?? null),
      seed: model && model.hasSeed !== false ? (prediction?.seed ?? null) : null,
      tool: toolName.nullable().parse(generation?.tool ?? null),
      sourceId: generation?.sourceAssetId ?? asset.parentId,
      model: generation && modelThatDrew(generation),
      project: project && storedTextOf(project.name, project.nameSealed),
      contract: storedContract.parse(asset.contract) ?? null,
    };
  });
  return openFields(deps, stored, 'prompt', 'negativePrompt', 'project');
}

/** What we made ourselves of a picture was drawn by what drew that one, if we know it. */
function modelThatDrew({ model, originModel }: { model: string; originModel: string | null }): string | null {
  const nameOf = (id: string) => findModel(id)?.name ?? id;
  if (!isOurs(model)) return nameOf(model);
  return originModel === null || isOurs(originModel) ? null : nameOf(originModel);
}
