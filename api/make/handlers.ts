import { chooseOwnCandidate } from '#core/assets/contract/choose-candidate.ts';
import type { Hindrance } from '#core/contract/pages/made.ts';
import { plainPaths } from '#core/contract/pages/plain-paths.ts';
import { readBalance } from '#core/credits/read-balance.ts';
import { beforehand } from '#core/generations/beforehand.ts';
import type { StoredReference } from '#core/generations/stored-reference.ts';
import type { Begun } from '#core/make/begun.ts';
import { listRequests, readRequest } from '#core/make/list-requests.ts';
import { makeAgain } from '#core/make/make-again.ts';
import { makeImages } from '#core/make/make-images.ts';
import { makePixelArt, makePixelArtOtherwise } from '#core/make/make-pixel-art.ts';
import { type Hindrance as Hindered, quoteImages } from '#core/make/quote.ts';
import { type Recipe, recipeOfAsset, recipeOfRequest } from '#core/make/recipe.ts';
import { dropUpload } from '#core/make/uploads.ts';
import { editorsNow, offerTools, useTool } from '#core/make/use-tool.ts';
import { usualOf } from '#core/make/wish.ts';
import { notFound } from '#core/not-found.ts';
import { pageWords } from '../json/page-words.ts';
import type { ApiHandlers } from '../json/router.ts';
import { readCursor, writeCursor } from '../lists/cursor.ts';
import { pageOf } from '../lists/page.ts';
import { presentGeneration } from './present-generation.ts';
import { presentTools } from './present-tools.ts';

export const makeHandlers = {
  async getMakeDefaults({ deps, who: { user } }) {
    const [usual, balance] = await Promise.all([usualOf(deps, user.userId), readBalance(deps, user.walletId)]);
    const { model, size, format = 'best' } = usual;
    return { model, size, format, balance };
  },

  async quoteImages({ deps, who }, { body }) {
    const { price, unitPrice, balance, model, hindrances } = await quoteImages(deps, who.user, body);
    return { price, unitPrice, balance, model: model?.name ?? null, hindrances: hindrances.map(presentHindrance) };
  },

  async makeImages({ deps, who }, { body }) {
    return presentBegun(await makeImages(deps, who.user.userId, body));
  },

  async listGenerations({ deps, who }, { query: { cursor, limit } }) {
    const rows = await listRequests(deps, who.user.userId, { after: readCursor(cursor), limit: limit + 1 });
    return pageOf(rows, limit, presentGeneration, writeCursor);
  },

  async getGeneration({ deps, who }, { params: { id } }) {
    const row = await readRequest(deps, { userId: who.user.userId, id });
    if (!row) throw notFound('There is no such request');
    return presentGeneration(row);
  },

  async makeAgain({ deps, who }, { params, body: { requestKey } }) {
    return presentBegun(await makeAgain(deps, who.user.userId, { generationId: params.id, requestKey }));
  },

  async getTools({ deps, who: { user } }, { params: { id } }) {
    const [offers, editors, balance] = await Promise.all([
      offerTools(deps, user.userId, id),
      editorsNow(deps),
      readBalance(deps, user.walletId),
    ]);
    return presentTools(offers, { editors, balance });
  },

  async useTool({ deps, who }, { params: { id: assetId }, body }) {
    return presentBegun(await useTool(deps, who.user.userId, { assetId, ...body }));
  },

  async makePixelArt({ deps, who }, { body }) {
    return presentBegun(await makePixelArt(deps, who.user.userId, body));
  },

  async makePixelArtOtherwise({ deps, who }, { params, body }) {
    return presentBegun(await makePixelArtOtherwise(deps, who.user.userId, { generationId: params.id, ...body }));
  },

  async chooseCandidate({ deps, who }, { params: { id } }) {
    return chooseOwnCandidate(deps, { id, userId: who.user.userId });
  },

  async getRecipe({ deps, who }, { params: { id } }) {
    return presentRecipe(await recipeOfAsset(deps, { userId: who.user.userId, id }));
  },

  async getRequestRecipe({ deps, who }, { params: { id } }) {
    return presentRecipe(await recipeOfRequest(deps, { userId: who.user.userId, id }));
  },

  async deleteReference({ deps, who }, { params: { id } }) {
    await dropUpload(deps, { userId: who.user.userId, id });
    return undefined;
  },
} satisfies Partial<ApiHandlers>;

const presentBegun = ({ generationId: id, ...begun }: Begun) => ({ id, ...begun });

const presentHindrance = ({ field, failure, nearest }: Hindered): Hindrance => ({
  field: field ?? null,
  type: failure.code,
  title: failure.title,
  detail: beforehand(failure.message),
  next: pageWords(failure.next),
  nearest: nearest ?? null,
});

const presentRecipe = ({ references, ...recipe }: Recipe) => ({
  ...recipe,
  references: references.map((reference) => ({ reference, url: urlOf(reference) })),
});

/** Where its owner sees it. */
function urlOf(reference: StoredReference): string {
  switch (reference.from) {
    case 'asset':
      return plainPaths.file(reference.id, 'thumbnail');
    case 'upload':
      return plainPaths.reference(reference.id);
    case 'request':
      return plainPaths.requestReference(reference.id, reference.number);
  }
}
