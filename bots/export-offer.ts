import type { ExportWish } from '#core/assets/export/export-link.ts';
import { isNoArt, NothingExported } from '#core/assets/export/left-out.ts';
import { exportedIds } from '#core/assets/export/things.ts';
import { originalLink } from '#core/assets/original-link.ts';
import { actions, text } from '#core/chat/card/blocks.ts';
import type { Card } from '#core/chat/card/card.ts';
import { type Button, button, link } from '#core/chat/card/controls.ts';
import { forOneAlone } from '#core/chat/present/alone.ts';
import type { Context } from './dispatch.ts';
import { exportCard } from './export-card.ts';

/** As many as stand in one row of every chat. */
const mostOffered = 5;

/**
 * An export, or why there is none and what there is instead: pixel art made of them, and the images as they are.
 * @param isPrivate whether pixel art that is made then is for the person alone, as what it is made of may be
 * @throws Failure too_many_requests
 */
export async function exportOrOffer(
  { deps, isPrivate }: Pick<Context, 'deps' | 'isPrivate'>,
  wish: ExportWish,
): Promise<Card> {
  try {
    return await exportCard({ deps }, wish);
  } catch (error) {
    if (!(error instanceof NothingExported)) throw error;
    const { ids } = await exportedIds(deps, wish.things);
    const numbered = (label: string, at: number) => (ids.length === 1 ? label : `${label} · ${at + 1}`);
    const isNone = new Set(error.left.filter(isNoArt).map(({ id }) => id));
    const offered = ids.slice(0, mostOffered);
    const makes = offered.flatMap((assetId, at) =>
      isNone.has(assetId) ? [button(numbered('Make pixel art', at), { name: 'pixel-art', args: { assetId } })] : [],
    );
    const plain = ids.length === 1 ? 'Download as it is' : 'Download one as it is';
    return {
      tone: 'problem',
      title: error.title,
      blocks: [
        text(error.message, error.next),
        ...(isPrivate ? forOneAlone(rowOf(makes)) : rowOf(makes)),
        actions(
          ...offered.map((id, at) => link(numbered(plain, at), originalLink(deps.config, id, { isDownload: true }))),
        ),
      ],
    };
  }
}

const rowOf = (buttons: readonly Button[]) => (buttons.length > 0 ? [actions(...buttons)] : []);
