import { chooseOwnCandidate } from '#core/assets/contract/choose-candidate.ts';
import { decideOwnOffer } from '#core/assets/contract/decide-offer.ts';
import { toolNames } from '#core/contract/v1/tool-shapes.ts';
import { readBalance } from '#core/credits/read-balance.ts';
import { Failure } from '#core/failure.ts';
import { beforehand } from '#core/generations/beforehand.ts';
import { editorsNow, offerTools, type ToolOffers } from '#core/make/use-tool.ts';
import type { V1Handlers } from './handler.ts';

export const toolHandlers = {
  async listTools({ deps, who: { user } }, { params: { id } }) {
    const [offers, editors, balance] = await Promise.all([
      offerTools(deps, user.userId, id),
      editorsNow(deps),
      readBalance(deps, user.walletId),
    ]);
    return {
      balance,
      tools: toolNames.map((tool) => ({ tool, ...presentOffer(tool, offers[tool]) })),
      editors: editors.map(({ model: { name: model, priceCredits: price }, takesReference }) => ({
        ...{ model, price, takesReference },
      })),
    };
  },

  keepAsset: ({ deps, who }, { params: { id } }) => decideOwnOffer(deps, { id, userId: who.user.userId, keeps: true }),

  giveBackAsset: ({ deps, who }, { params: { id } }) =>
    decideOwnOffer(deps, { id, userId: who.user.userId, keeps: false }),

  async chooseAsset({ deps, who }, { params: { id } }) {
    return { id, ...(await chooseOwnCandidate(deps, { id, userId: who.user.userId })) };
  },
} satisfies Partial<V1Handlers>;

const presentOffer = (tool: (typeof toolNames)[number], offer: ToolOffers[keyof ToolOffers]) =>
  offer instanceof Failure
    ? { price: null, count: null, message: beforehand(offer.message) }
    : { price: offer.priceCredits, count: tool === 'describe' ? 0 : offer.count, message: null };
