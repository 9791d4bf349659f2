import { z } from 'zod';
import type { Field, Suggestion } from '#core/chat/card/form.ts';
import { discordLimits } from '#core/chat/discord/limits.ts';
import type { Intent } from '#core/chat/intent.ts';
import { usualSizeOf } from '#core/generations/model-takes.ts';
import { checkReference } from '#core/generations/reference.ts';
import { ownReference } from '#core/generations/stored-reference.ts';
import { usualFor } from '#core/generations/usual.ts';
import type { Wanted } from '#core/generations/wanted.ts';
import { pixelsWanted } from '#core/make/written-pixels.ts';
import { defaultModel, findImageModel } from '#core/models/catalogue.ts';
import { formatNames, type ImageModel, type WantedSize } from '#core/models/define-model.ts';
import { inStyle } from '#core/models/grounds.ts';
import { modelsOnMenu } from '#core/models/menu.ts';
import { mostReferences } from '#core/models/most-references.ts';
import { priceOf } from '#core/models/plan.ts';
import { seedSchema } from '#core/models/seed.ts';
import { unknownModel } from '#core/models/unknown-model.ts';
import { payChoices } from '#core/teams/team-here.ts';
import { credits } from '#core/words.ts';
import { beginGeneration } from '../begin-generation.ts';
import { type Asker, defineCommand } from '../define-command.ts';
import type { Context } from '../dispatch.ts';
import { type ImageReference, imageOption } from '../fields.ts';
import {
  countOf,
  countOption,
  formatLabels,
  negativeOption,
  picturesGiven,
  privateOption,
  promptOption,
  sizeIn,
  sizeOption,
  strengthOption,
  suggestSizes,
} from '../image-options.ts';
import { imagineCosts, imagineFaults, opensImagine } from '../imagine-form.ts';
import { cheapest } from '../newcomer-card.ts';
import { namedPictures, ownPictureOption, suggestOwnPictures } from '../own-picture.ts';
import { suggestPalettes } from '../palettes.ts';
import { badOptions } from '../parse-options.ts';
import { pixelOptions, suggestPresets, writtenPixels } from '../pixel-options.ts';
import { ownProject, suggestOwnProjects, usualProject } from '../project.ts';
import { beginWithUsual } from '../usual-model.ts';

export const imagineOptions = z.object({
  prompt: promptOption(),
  model: z
    .string()
    .max(100)
    .optional()
    .meta({ description: `Which model makes it; left out: your project’s, yours, or ${defaultModel.name}` }),
  size: sizeOption('A shape, or pixels such as 64x64; left out: your project’s, yours, or square').optional(),
  format: z.enum(formatNames).optional().meta({
    title: 'File',
    description: 'The file; left out: your project’s, yours, or best, as the model makes it',
    labels: formatLabels,
  }),
  count: countOption(),
  seed: seedSchema.optional().meta({ description: 'The same seed and words make the same image again' }),
  negative: negativeOption().optional(),
  image: imageOption('A picture to start from', { mostFiles: mostReferences }).optional(),
  image2: imageOption('Another one, where the model takes several', { isFurther: true }).optional(),
  image3: imageOption('A third one', { isFurther: true }).optional(),
  reference: ownPictureOption().optional(),
  strength: strengthOption().optional(),
  ...pixelOptions,
  project: z
    .string()
    .max(80)
    .optional()
    .meta({ description: 'One of your projects: its defaults, and where it goes', kind: 'own project' }),
  pay: z
    .enum(payChoices)
    .optional()
    .meta({
      title: 'Who pays',
      description: 'Who pays: your team’s wallet, or you. Left out: the team where it can, else you',
      labels: { team: 'The team’s wallet', me: 'I do' },
    }),
  private: privateOption().optional(),
});

/** They go into the field of the first. */
const isFurther = (field: Field) => field.type === 'image' && field.isFurther === true;

/** Who sees it, no form asks: its button says that, if it is for them alone. */
function imageBy(
  given: readonly Field[],
  { private: isPrivate }: Readonly<Record<string, unknown>>,
): Intent | undefined {
  const names = new Set(['prompt', ...given.filter((field) => !isFurther(field)).map(({ name }) => name)]);
  const isAlone = names.delete('private');
  // Its price is seen there, and by sending it one agrees to it.
  if (names.size < discordLimits.fields) names.add('model');
  if (names.size > discordLimits.fields || (isAlone && isPrivate !== 'yes')) return undefined;
  return { name: 'image-by', args: { fields: [...names].join('.') }, ...(isAlone ? { isPrivate: true } : {}) };
}

export const imagine = defineCommand({
  name: 'imagine',
  group: 'make',
  description: `Make images from words, from ${credits(cheapest)}`,
  answer: 'channel',
  options: imagineOptions,
  suggest: {
    model: suggestModels,
    size: suggestSizes,
    reference: suggestOwnPictures,
    palette: suggestPalettes,
    preset: suggestPresets,
    project: suggestOwnProjects,
  },
  hasPrivacy: true,
  form: { name: 'new-image', args: {} },
  formFor: imageBy,
  costs: imagineCosts,
  faults: imagineFaults,
  opens: opensImagine,

  async run(context, options) {
    const wanted = await wantedBy(context, options);
    await (options.model === undefined ? beginWithUsual(context, wanted) : beginGeneration(context, wanted));
    return undefined;
  },
});

/**
 * What these options are for this person here: of their project, as they want it, or as the place does, where they name nothing.
 * @throws Failure unknown_model, bad_options, bad_reference, unknown_palette, unknown_project
 */
export async function wantedBy(
  context: Context,
  {
    model: named,
    negative,
    image,
    image2,
    image3,
    reference,
    project: projectName,
    private: _,
    colours,
    palette,
    background,
    preset,
    seamless,
    literal,
    ...options
  }: z.output<typeof imagineOptions>,
): Promise<Wanted & { model: ImageModel }> {
  const refused = { nothing: 'Nothing was made and nothing was taken.', canBeLeftOut: true };
  const project =
    projectName === undefined ? await usualProject(context) : await ownProject(context, projectName, refused);
  const usual = usualFor(context.who, project);
  const name = named ?? usual.model;
  const model = findImageModel(name);
  if (!model) throw unknownModel(name);
  const pixel = await pixelsWanted(
    context.deps,
    writtenPixels({ colours, palette, background, preset, seamless, literal }),
    { userId: context.who.userId, model, project },
  );
  return {
    ...options,
    prompt: inStyle(options.prompt, project?.style ?? '', model),
    size: options.size ?? usualSizeOf(model, usual.size, pixel?.preset),
    format: options.format ?? usual.format,
    model,
    negativePrompt: negative,
    pixel,
    ...(await picturesToStartFrom(context, [image, image2, image3], reference)),
    projectId: project?.id,
  };
}

/** Those that were added, then those of theirs that they named. @throws Failure bad_reference, bad_options */
async function picturesToStartFrom(
  context: Context,
  added: ReadonlyArray<ImageReference | undefined>,
  reference: string | undefined,
): Promise<Pick<Wanted, 'referenceUrl' | 'secondReferenceUrl' | 'thirdReferenceUrl' | 'startsFrom'>> {
  const images = added.filter((image) => image !== undefined);
  for (const image of images) checkReference(image);
  const own = reference === undefined ? [] : await namedPictures(context, reference);
  const urls = [...images.map(({ url }) => url), ...own.map(({ id }) => ownReference(id))];
  if (urls.length > mostReferences)
    throw badOptions([`I start from ${mostReferences} pictures at most, and these are ${urls.length}`]);
  const [referenceUrl, secondReferenceUrl, thirdReferenceUrl] = urls;
  const [first] = own;
  const startsFrom = first && { assetId: first.id, name: first.name };
  return { referenceUrl, secondReferenceUrl, thirdReferenceUrl, startsFrom };
}

/** Models whose name or description contains the typed text, with the price of as many images as are asked for. */
export async function suggestModels(
  typed: string,
  { deps, given, isTotalSaid = false }: Pick<Asker, 'deps' | 'given' | 'isTotalSaid'>,
): Promise<Suggestion[]> {
  const count = countOf(given?.count);
  const size = sizeIn(given);
  const pictures = picturesGiven(given);
  const wanted = typed.trim().toLowerCase();
  const offered = await modelsOnMenu(deps);
  return offered
    .filter((model) =>
      `${model.name} ${model.label} ${model.description} ${model.tags.join(' ')}`.toLowerCase().includes(wanted),
    )
    .map((model) => ({
      label: `${model.name} · ${isTotalSaid ? `${credits(model.priceCredits)} an image` : priceWords(model, { count, size, pictures })} · about ${model.typicalSeconds} s · ${model.description}`,
      value: model.name,
    }));
}

const priceWords = (
  model: ImageModel,
  { count, size, pictures }: { count: number; size: WantedSize | undefined; pictures: number },
) => `${credits(priceOf(model, count, size, pictures))}${count > 1 ? ` for ${count}` : ''}`;
