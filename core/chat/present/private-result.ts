import { originalLink } from '../../assets/original-link.ts';
import type { Config } from '../../config.ts';
import type { GenerationView } from '../../generations/view.ts';
import { bytesInWords } from '../../words.ts';
import { actions, type Block, images, text } from '../card/blocks.ts';
import type { Card } from '../card/card.ts';
import { button, link } from '../card/controls.ts';
import { forOneAlone } from './alone.ts';
import { filenameOf, numberOf } from './generation.ts';
import { modelName } from './model-name.ts';
import { resultActions } from './result-actions.ts';
import { titleOf, wholePromptRow } from './title.ts';

type Keys = Pick<Config, 'encryptionKey' | 'publicUrl'>;

/**
 * A result for its owner alone. A chat takes no files with a private message, so it fetches the pictures by their links.
 * @param canPost false where everybody there may not see it
 */
export const privateResultCard = (view: GenerationView, config: Keys, canPost: boolean): Card => ({
  tone: 'done',
  title: titleOf(view.prompt),
  blocks: [
    text(
      `${modelName(view.model)} · only you see this`,
      ...(view.assets.some(({ isFlagged }) => isFlagged) ? [forAdults] : canPost ? [] : [madeForAdults]),
    ),
    ...wholePromptRow(view),
    images(
      ...linked(view).map((asset) => ({
        filename: filenameOf(view, { ...asset, ...(isMoving(asset) ? { contentType: 'image/gif' } : {}) }),
        alt: view.prompt,
        url: originalLink(config, asset.id, { isMoving: isMoving(asset) }),
        ...numberOf(view, asset),
      })),
    ),
    ...(canPost
      ? [actions(button('Post here', { name: 'post-here', args: { generationId: view.id } }, 'primary'))]
      : []),
    ...forOneAlone(resultActions(view, undefined).map(calm)),
  ],
});

const isMoving = ({ layout }: GenerationView['assets'][number]) => layout?.kind === 'animation';

/** Only one button is the loudest. */
const calm = (block: Block): Block =>
  block.type === 'actions'
    ? {
        ...block,
        controls: block.controls.map((each) => (each.type === 'button' ? { ...each, style: undefined } : each)),
      }
    : block;

const forAdults = 'What our check for adult content flagged is shown in age-restricted channels only.';
const madeForAdults = 'It was made in an age-restricted channel, and is posted in such channels only.';

/** The files as they were made: what the chat shows may be smaller. */
export const originalsCard = (view: GenerationView, config: Keys): Card => ({
  tone: 'notice',
  title: view.assets.length === 1 ? 'Your original' : 'Your originals',
  blocks: [
    text(
      ...view.assets.map(
        ({ position, width, height, byteLength, contentType }) =>
          `${view.assets.length > 1 ? `${position + 1}: ` : ''}${width} × ${height}, ${contentType.slice('image/'.length).toUpperCase()}, ${bytesInWords(byteLength)}`,
      ),
      ...(view.assets.some(({ isFlagged }) => isFlagged) ? [forAdults] : []),
      ...(linked(view).length > 0
        ? [`Each link is good for a day, and for whoever has it. ${downloadLabel(view)} makes new ones.`]
        : []),
    ),
    ...(linked(view).length > 0
      ? [
          actions(
            ...linked(view).map((asset) => {
              const { number } = { number: undefined, ...numberOf(view, asset) };
              const url = originalLink(config, asset.id, { isDownload: true });
              return link(number === undefined ? 'Download' : `Download ${number}`, url);
            }),
          ),
        ]
      : []),
  ],
});

/** The menu's own words for it; see result-actions.ts. */
const downloadLabel = ({ assets }: GenerationView) =>
  assets.length > 1 ? '“Download originals” under the result' : '“Download original” under the result';

/** What is flagged has no link. */
const linked = ({ assets }: GenerationView) => assets.filter(({ isFlagged }) => !isFlagged);
