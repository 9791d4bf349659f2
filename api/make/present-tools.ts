import type { Tools } from '#core/contract/pages/made.ts';
import { Failure } from '#core/failure.ts';
import { beforehand } from '#core/generations/beforehand.ts';
import type { editorsNow, ToolOffers } from '#core/make/use-tool.ts';
import { pageWords } from '../json/page-words.ts';

export function presentTools(
  offers: ToolOffers,
  { editors, balance }: { editors: Awaited<ReturnType<typeof editorsNow>>; balance: number },
): Tools {
  return {
    upscale: presentOffer(offers.upscale),
    vary: presentOffer(offers.vary),
    'cut-out': presentOffer(offers['cut-out']),
    edit: presentOffer(offers.edit),
    describe: presentOffer(offers.describe),
    'pixel-art': presentOffer(offers['pixel-art']),
    again: presentOffer(offers.again),
    editors: editors.map(({ model: { name, label, priceCredits }, takesReference }) => ({
      ...{ name, label, takesReference },
      price: priceCredits,
    })),
    balance,
  };
}

const presentOffer = (offer: ToolOffers[keyof ToolOffers]): Tools['again'] =>
  offer instanceof Failure
    ? { applies: false, why: beforehand(offer.message), next: pageWords(offer.next) }
    : { applies: true, price: offer.priceCredits, count: offer.count, takesPicture: offer.takesPicture };
