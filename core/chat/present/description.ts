import { describedLink } from '../../assets/original-link.ts';
import { endingOf, type PictureType } from '../../assets/picture-type.ts';
import type { FailureCode } from '../../generations/settlement.ts';
import type { GenerationView } from '../../generations/view.ts';
import { models } from '../../models/catalogue.ts';
import { credits } from '../../words.ts';
import { actions, type CardImage, code, images, note, text } from '../card/blocks.ts';
import type { Card } from '../card/card.ts';
import { type Button, button, more } from '../card/controls.ts';
import type { Inline } from '../card/text.ts';
import { forOneAlone } from './alone.ts';
import { modelName } from './model-name.ts';

type Described = Pick<GenerationView, 'id' | 'model'>;

/** The name of the file in chat that shows what was described. */
export const describedName = ({ id }: Pick<Described, 'id'>, contentType: PictureType): string =>
  `upixel-${id.slice(0, 8)}-described.${endingOf(contentType)}`;

const title = 'What the picture shows';
const cheapest = Math.min(...models.map(({ priceCredits }) => priceCredits));

/** The form for an image, with these words in it; it says what each model costs. */
const makeLike = ({ id }: Described): Button =>
  button(`Make one like it · from ${credits(cheapest)}`, { name: 'make-like', args: { generationId: id } });

const nextOf = (view: Described) =>
  actions(makeLike(view), ...more({ label: 'Delete', does: { name: 'delete', args: { generationId: view.id } } }));

/** What a model said of a picture, to be copied. @param small what it cost, and who asked @param picture what it is of */
export const descriptionCard = (
  view: Described,
  words: string,
  { small, picture }: { small: readonly Inline[]; picture?: CardImage | undefined },
): Card => ({
  tone: 'done',
  title,
  blocks: [
    ...(picture ? [images(picture)] : []),
    code(words),
    note([modelName(view.model), ' · ', ...small]),
    nextOf(view),
  ],
});

/** The same for its owner alone, from their history. @param canPost as of privateResultCard */
export const privateDescriptionCard = (
  view: Described & Pick<GenerationView, 'inputImageKey'>,
  words: string,
  config: Parameters<typeof describedLink>[0],
  canPost: boolean,
): Card => ({
  tone: 'done',
  title,
  blocks: [
    text(`${modelName(view.model)} · only you see this`),
    ...(view.inputImageKey === null
      ? []
      : [images({ filename: describedName(view, 'image/png'), alt: words, url: describedLink(config, view.id) })]),
    code(words),
    ...(canPost
      ? [actions(button('Post here', { name: 'post-here', args: { generationId: view.id } }, 'primary'))]
      : []),
    ...forOneAlone([nextOf(view)]),
  ],
});

export const deletedDescription: Card = {
  tone: 'notice',
  title: 'Deleted',
  blocks: [text('What a model said of a picture was deleted.')],
};

/** Why nothing came of a picture that one points at, where it is not what is said of one to start from. */
export const nothingOfPicture: Partial<
  Record<FailureCode, { title?: string; why: (model: string) => string; next: string }>
> = {
  refused: {
    title: 'Those words are not repeated',
    why: (model) => `what ${model} said of this picture is something that is not repeated here`,
    next: 'Choose another picture.',
  },
  bad_output: { why: (model) => `${model} said nothing that can be shown`, next: 'Choose another picture.' },
  invalid_input: { why: (model) => `${model} did not accept this picture`, next: 'Choose another picture.' },
  failed: { why: (model) => `${model} failed while it was looking`, next: 'Try again.' },
  timed_out: { why: (model) => `${model} took too long and was stopped`, next: 'Try again later.' },
  reference_not_picture: {
    why: () => 'the file is not a PNG, JPEG, WebP or GIF picture that stands still',
    next: 'Choose another picture. Of something that moves, add one picture.',
  },
  reference_too_large: {
    why: () => 'the picture is larger than 15 MB, or has too many pixels',
    next: 'Make it smaller, or choose another picture.',
  },
  reference_broken: { why: () => 'the picture is damaged or cut off', next: 'Choose another picture.' },
  reference_unreachable: {
    why: () => 'the picture could not be fetched from the chat',
    next: 'Add the picture once more.',
  },
  reference_not_kept: {
    why: () => 'the picture could not be kept, which is our trouble',
    next: 'Try again in a few minutes.',
  },
  reference_gone: { why: () => 'the picture was deleted meanwhile', next: 'Choose another picture.' },
};
