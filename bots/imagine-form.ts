import { findGuest, type Guest } from '#core/accounts/identify.ts';
import type { Filled } from '#core/chat/card/form.ts';
import { plainWords } from '#core/chat/card/text.ts';
import { Failure } from '#core/failure.ts';
import { checkTakes, nearestSize, usualSizeOf } from '#core/generations/model-takes.ts';
import { usualFor } from '#core/generations/usual.ts';
import { withoutPalette } from '#core/make/written-pixels.ts';
import { defaultModel, findImageModel, models } from '#core/models/catalogue.ts';
import { type ImageModel, sizeOfText, type WantedSize } from '#core/models/define-model.ts';
import type { PixelWish } from '#core/models/pixel-wish.ts';
import { unitPriceOf } from '#core/models/plan.ts';
import { unknownModel } from '#core/models/unknown-model.ts';
import { nearest } from '#core/nearest.ts';
import { hasProjects } from '#core/projects/has-projects.ts';
import { projectHere } from '#core/projects/project-here.ts';
import type { RefusalCode } from '#core/refusals.ts';
import { mayBePaid } from '#core/teams/may-be-paid.ts';
import type { Asker, FieldFault, FormCosts } from './define-command.ts';
import { countOf, isCount, leastCount, mostCount, picturesGiven } from './image-options.ts';
import { type SaidOfPixels, writtenPixels } from './pixel-options.ts';

/** What a request costs by its form's model, size and count. */
export const imagineCosts: FormCosts = {
  decidedBy: ['model', 'size', 'count'],
  of: ({ model: name, size: typed, count, ...given }, who) => ({
    ...priceEach(
      findImageModel(typeof name === 'string' ? name : usualFor(who).model) ?? defaultModel,
      typeof typed === 'string' ? sizeOfText(typed) : undefined,
      picturesGiven(given),
    ),
    count: countOf(count),
    fault: isCount(count) ? undefined : `It makes ${leastCount} to ${mostCount} images at once.`,
  }),
};

/** A form that takes pictures says what more of them cost: a chat does not tell while somebody adds them. */
function priceEach(model: ImageModel, size: WantedSize | undefined, pictures: number) {
  const each = unitPriceOf(model, size, pictures);
  return { each, further: unitPriceOf(model, size, Math.max(1, pictures) + 1) - each };
}

/** The field that each refusal of checkTakes is about. */
const fieldOf: Partial<Record<RefusalCode, string>> = {
  takes_no_image: 'image',
  takes_fewer_images: 'image',
  takes_no_negative_prompt: 'negative',
  takes_no_strength: 'strength',
  takes_no_seed: 'seed',
  takes_no_size: 'size',
  takes_no_preset: 'preset',
  takes_no_colours: 'colours',
  takes_no_palette: 'palette',
  takes_no_background: 'background',
  takes_no_seamless: 'seamless',
  takes_no_literal: 'literal',
  needs_image: 'image',
  needs_two_grounds: 'prompt',
  prompt_too_long: 'prompt',
};

interface Told extends SaidOfPixels {
  prompt?: string;
  model?: string;
  size?: WantedSize;
  negative?: string;
  strength?: number;
  seed?: number;
}

/** What the model that is named does not take. Where none is named, only the request knows which it is. */
export function imagineFaults(values: Readonly<Record<string, unknown>>): FieldFault[] {
  const {
    prompt = '',
    model: name,
    size = 'square',
    negative: negativePrompt,
    strength,
    seed,
    ...said
  } = values as Told;
  const pixel = wishedOf(said);
  if (name === undefined) return [];
  const model = findImageModel(name);
  if (!model) {
    const names = models.map((each) => each.name);
    return [{ name: 'model', says: sentencesOf(unknownModel(name)), near: nearest(name, names) }];
  }
  try {
    checkTakes(model, { prompt, negativePrompt, size, strength, seed, pictures: picturesGiven(values), pixel });
    return [];
  } catch (error) {
    const field = error instanceof Failure ? fieldOf[error.code] : undefined;
    if (!(error instanceof Failure) || field === undefined) throw error;
    const isNamed = field === 'image' && values.image === undefined;
    return [
      {
        name: isNamed ? 'reference' : field,
        says: sentencesOf(error),
        near: nearSize(model, { field, size, preset: pixel?.preset }),
      },
    ];
  }
}

/** What is said of pixel art. Which palette it is needs a look-up; whether the model takes any does not. */
function wishedOf({ colours, palette, background, preset, seamless, literal }: SaidOfPixels): PixelWish | undefined {
  const wish = withoutPalette(writtenPixels({ colours, background, preset, seamless, literal }));
  return palette === undefined ? wish : { ...wish, palette: { colours: [], name: palette } };
}

const nearSize = (
  model: ImageModel,
  { field, size, preset }: { field: string; size: WantedSize; preset: string | undefined },
) => (field === 'size' ? nearestSize(model, size, preset) : undefined);

const sentencesOf = ({ title, next }: Failure) => `${title}. ${plainWords(next)}`;

/** What the form of /imagine begins with: what the person would get if they named nothing. */
export async function opensImagine(asker: Asker): Promise<Opening> {
  const { who, project, filled, without } = await openingOf(asker);
  const { model, size: usual, format = 'best' } = usualFor(who, project);
  const size = usualSizeOf(findImageModel(model) ?? defaultModel, usual, project?.defaultPixel?.preset);
  return { filled: { model, size, format, ...filled }, without };
}

/** What the form of a command begins with that has a model of its own. */
export async function opensOwnModel(asker: Asker): Promise<Opening> {
  const { filled, without } = await openingOf(asker);
  return { filled, without };
}

interface Opening {
  filled: Filled;
  without: readonly string[];
}

/** Without *Pay* where no team's wallet is there for them, and without *Project* where they have none. */
async function openingOf(asker: Asker): Promise<Opening & { who: Guest | undefined; project: Project | null }> {
  const { deps, user, team } = asker;
  const [who, canPay] = await Promise.all([
    findGuest(deps, user, team && { place: team, channelIds: [] }),
    // While the chat does not say, they are asked: the request says what came of it.
    team ? mayBePaid(deps, team).catch(() => true) : false,
  ]);
  const [project, hasSome] = await Promise.all([projectOf(asker, who), ownsProjects(asker, who)]);
  const isPrivate = who?.prefers?.resultsFor === 'me' ? 'yes' : 'no';
  return {
    who,
    project,
    filled: { count: 1, private: isPrivate, ...(project ? { project: project.name } : {}) },
    without: [...(canPay ? [] : ['pay']), ...(hasSome ? [] : ['project'])],
  };
}

type Project = NonNullable<Awaited<ReturnType<typeof projectHere>>>;

const projectOf = ({ deps, target }: Asker, who: Guest | undefined) =>
  target && who?.usesProjects && who.userId !== null ? projectHere(deps, who.userId, target) : null;

const ownsProjects = ({ deps }: Asker, who: Guest | undefined) =>
  who && who.userId !== null ? hasProjects(deps, who.userId) : false;
