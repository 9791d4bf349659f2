import type { AssetContract } from '#core/assets/contract/asset-contract.ts';
import type { AssetLayout } from '#core/assets/layout/asset-layout.ts';
import { countOf } from '#core/assets/layout/cut-layout.ts';
import type { Config } from '#core/config.ts';
import type { AssetSummary } from '#core/contract/pages/shapes.ts';
import type { V1Asset, V1Contract, V1Generation, V1Layout, V1Share } from '#core/contract/v1/shapes.ts';
import type { OwnRequest } from '#core/make/list-requests.ts';
import { hexOf } from '#core/pixel/colour/hex.ts';
import { breachInWords } from '#core/pixel/contract-words.ts';
import { changeInWords } from '#core/pixel/mend.ts';
import type { OwnShare } from '#core/shares/share-row.ts';
import { presentGeneration as presentOnPage } from '../make/present-generation.ts';

type Where = Pick<Config, 'publicUrl'>;

/** Made of what the pages show, field by field: what is new there does not slip in here, and what changes there does not compile. */
export function presentAsset({ publicUrl }: Where, shown: AssetSummary): V1Asset {
  const { id, prompt, model, width, height, isPixelArt, projectId, isFavourite, createdAt } = shown;
  const fileUrl = `${publicUrl}/api/v1/assets/${id}/file`;
  return {
    ...{ id, prompt, model, width, height, isPixelArt, projectId, isFavourite, createdAt },
    fileUrl,
    thumbnailUrl: `${fileUrl}?size=thumbnail`,
  };
}

export const presentContract = (contract: AssetContract, isOffered: boolean): V1Contract => ({
  asked: { ...contract.asked, palette: contract.asked.palette?.map(hexOf) ?? null },
  is: contract.facts,
  isKept: contract.breaches.length === 0,
  breaches: contract.breaches.map(breachInWords),
  changes: contract.changes.map(changeInWords),
  isSecondTry: contract.secondTry !== undefined,
  isOffered,
  checkedAt: contract.checkedAt,
  version: contract.version,
});

export function presentLayout(layout: AssetLayout): V1Layout {
  const { kind, width, height, columns } = layout;
  const cells = { kind, width, height, columns, count: countOf(layout) };
  if (layout.kind === 'tiles') return { ...cells, frameMs: null, tags: null };
  const tags = layout.tags.map(({ name, from, to }) => ({ name, from, to }));
  return { ...cells, frameMs: layout.frames.map(({ ms }) => ms), tags };
}

export function presentGeneration(where: Where, row: OwnRequest): V1Generation {
  const { images, shortfall, ...shown } = presentOnPage(row);
  const { id, status, prompt, tool, model, size, count, seed, price, canceling, ahead, description } = shown;
  return {
    ...{ id, status, prompt, tool, model, size, count, seed, price, canceling, ahead, description },
    progress: status === 'running' ? shown.progress : null,
    assets: images.map((image) => presentAsset(where, image)),
    shortfall: shortfall && {
      missing: count - shortfall.stored,
      creditsBack: shortfall.creditsBack,
      message: shortfall.why,
      next: shortfall.next,
    },
    createdAt: shown.createdAt,
    finishedAt: shown.finishedAt,
  };
}

export function presentShare(share: OwnShare): V1Share {
  const { id, url, pictures, seen, showsPrompt, showsName, isListed, ended, views, previews } = share;
  return {
    ...{ id, url, pictures, seen, showsPrompt, showsName, isListed, ended, views, previews },
    expiresAt: share.expiresAt?.toISOString() ?? null,
    createdAt: share.createdAt.toISOString(),
  };
}
