import { findGuest } from '#core/accounts/identify.ts';
import type { Hints } from '#core/chat/card/form.ts';
import { cut } from '#core/chat/cut.ts';
import { typedWords } from '#core/contract/typed-words.ts';
import { Failure } from '#core/failure.ts';
import { findGeneration } from '#core/generations/find.ts';
import { takesNotAllKept } from '#core/generations/model-takes.ts';
import { isTheirs } from '#core/generations/owner.ts';
import { type Begins, picturesOf, samePictures } from '#core/generations/reference.ts';
import { storedFormat } from '#core/generations/stored-format.ts';
import { checkTakesKeptPixels } from '#core/generations/takes-pixels.ts';
import { defaultModel, findImageModel } from '#core/models/catalogue.ts';
import { mostImagesOf, storedSize } from '#core/models/define-model.ts';
import { storedPixelWish, wishInWords } from '#core/models/pixel-wish.ts';
import { strengthInWords } from '#core/models/strength.ts';
import { beginGeneration } from '../begin-generation.ts';
import type { Asker } from '../define-command.ts';
import { imagineCosts } from '../imagine-form.ts';
import { remixFields, remixHints, remixLabels, remixOneOf, remixSuggestions } from '../remix-fields.ts';
import { withRest } from '../rest-of-prompt.ts';
import { wordsAlone } from '../words-alone.ts';
import { defineIntent } from './define-intent.ts';

const options = remixFields();

/**
 * The request with other words or numbers. As with `again`, the pictures that it began with are its owner's, which the form says to anybody else. What the
 * chosen model does not take is refused, and never left out: the pictures, a negative prompt, a strength, exact pixels, what was said of pixel art.
 */
export const remix = defineIntent({
  name: 'remix',
  answer: 'form',
  submitAnswer: 'channel',
  form: () => ({
    title: 'Remix',
    typedAs: 'imagine',
    submit: 'Imagine',
    options,
    labels: remixLabels,
    suggest: remixSuggestions,
    oneOf: remixOneOf,
    costs: imagineCosts,
  }),
  async filled(asker, { generationId }) {
    const { earlier, pictures } = await keptPictures(asker, generationId);
    const { prompt, negativePrompt, strength, model, originModel, size, count, seed } = earlier;
    const { name, hasSeed } = findImageModel(model) ?? findImageModel(originModel ?? '') ?? defaultModel;
    return {
      ...{ prompt: typedWords(prompt), model: name, size: storedSize(size) ?? 'square', count },
      ...(negativePrompt === '' ? {} : { negative: negativePrompt }),
      ...(strength === null ? {} : { strength: strengthInWords(strength) }),
      ...(hasSeed ? { seed } : {}),
      pictures,
    };
  },
  async hints(asker, { generationId }): Promise<Hints> {
    const { earlier, isOwn, pictures } = await keptPictures(asker, generationId);
    const pixel = storedPixelWish.parse(earlier.pixel);
    // A description of a field, as short as every chat has it.
    const kept: Hints = pixel ? { size: cut(`Beside it, this is kept: ${wishInWords(pixel)}`, 100) } : {};
    if (pictures > 0) return { ...kept, ...remixHints(pictures) };
    if (isOwn) return earlier.referenceGoneAt ? { ...kept, prompt: noLongerKept } : kept;
    return picturesOf(begunWith(earlier)) > 0 || earlier.referenceGoneAt ? { ...kept, prompt: wordsAlone } : kept;
  },
  async submit(context, { generationId }, { model: name, prompt, size, negative, strength, seed, ...values }) {
    const earlier = await findGeneration(context.deps, generationId);
    const model = findImageModel(name) ?? defaultModel;
    const isOwn = isTheirs(earlier, context.who);
    const begins = isOwn ? samePictures(begunWith(earlier)) : {};
    const isLeftBehind = picturesOf(begins) === 0 && strength === earlier.strength;
    if (picturesOf(begins) > mostImagesOf(model))
      throw takesNotAllKept(model, picturesOf(begins)).leavingOut(stillThere(picturesOf(begins)));
    const pixel = storedPixelWish.parse(earlier.pixel) ?? undefined;
    checkTakesKeptPixels(model, pixel);
    await beginGeneration(context, {
      ...values,
      model,
      prompt: withRest(prompt, earlier.prompt, context.ask.target.platform),
      size: size ?? storedSize(earlier.size) ?? 'square',
      negativePrompt: negative,
      // The form had the earlier image's own in it, which says nothing about a model without seeds.
      seed: model.hasSeed || seed !== earlier.seed ? seed : undefined,
      format: storedFormat.parse(earlier.format),
      pixel,
      ...begins,
      // It was of a picture that stays its owner's, or is no longer kept.
      strength: isLeftBehind ? undefined : strength,
      projectId: isOwn ? (earlier.projectId ?? undefined) : undefined,
    }).catch((error) => {
      const isLeftOut = error instanceof Failure && picturesOf(begins) > 0;
      throw isLeftOut ? error.leavingOut(stillThere(picturesOf(begins))) : error;
    });
    return undefined;
  },
});

/** The line that is given back after a refusal would begin from words alone. */
const stillThere = (count: number) =>
  `${count === 1 ? 'the picture that it begins with' : 'the pictures that it begins with'}: Remix… on its card still has ${count === 1 ? 'it' : 'them'}`;

const noLongerKept = 'From the words alone: the pictures that it began with are no longer kept';

/** What of an earlier request this person begins with, too: its pictures, if they are theirs. */
async function keptPictures({ deps, user }: Asker, generationId: string) {
  const [earlier, who] = await Promise.all([findGeneration(deps, generationId), findGuest(deps, user)]);
  const isOwn = who !== undefined && isTheirs(earlier, who);
  return { earlier, isOwn, pictures: isOwn ? picturesOf(begunWith(earlier)) : 0 };
}

type Earlier = Awaited<ReturnType<typeof findGeneration>>;

/** What was drawn from words began with its pictures; what a tool only made larger, or cut out, has words of its own. */
const begunWith = (earlier: Earlier): Begins =>
  earlier.tool === null || earlier.tool === 'vary' || earlier.tool === 'edit' ? earlier : {};
