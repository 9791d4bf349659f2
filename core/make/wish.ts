import type { Deps } from '../deps.ts';
import { Failure } from '../failure.ts';
import { usualSizeOf } from '../generations/model-takes.ts';
import type { StoredReference } from '../generations/stored-reference.ts';
import { usualFor } from '../generations/usual.ts';
import { inPlaceOfUsual } from '../generations/usual-model.ts';
import type { Wanted } from '../generations/wanted.ts';
import { findImageModel } from '../models/catalogue.ts';
import { type FormatName, type ImageModel, sizeNames, sizeOfText } from '../models/define-model.ts';
import { inStyle } from '../models/grounds.ts';
import { unknownModel } from '../models/unknown-model.ts';
import { didYouMean } from '../nearest.ts';
import { readPreferences } from '../preferences/read-preferences.ts';
import { withItsDefaults } from '../projects/find-project.ts';
import { ownReferences } from './own-references.ts';
import { pixelsWanted, type WrittenPixels } from './written-pixels.ts';

type WishDeps = Pick<Deps, 'db' | 'keys' | 'log' | 'rules'>;

/** What an account wants made, as it says it; what it leaves out is of its project, then as its settings say, then as for everybody. */
export interface Wish {
  prompt: string;
  model?: string | undefined;
  size?: string | undefined;
  format?: FormatName | undefined;
  count: number;
  seed?: number | undefined;
  negativePrompt?: string | undefined;
  references: readonly StoredReference[];
  /** How much of the first of them is changed, 0 to 1. */
  strength?: number | undefined;
  pixel?: WrittenPixels | undefined;
  projectId?: string | undefined;
}

/** @throws Failure unknown_model, unknown_size, unknown_palette, unknown_project, bad_reference */
export async function wantedOf(
  deps: WishDeps,
  userId: string,
  { model: named, size: written, references, projectId, pixel, ...wish }: Wish,
): Promise<Wanted & { model: ImageModel }> {
  const [project, begins] = await Promise.all([
    projectId === undefined ? null : ownProject(deps, { id: projectId, userId }),
    ownReferences(deps, userId, references),
  ]);
  const usual = await usualOf(deps, userId, project);
  const name = named ?? usual.model;
  const model = findImageModel(name);
  if (!model) throw unknownModel(name);
  const pixels = await pixelsWanted(deps, pixel ?? {}, { userId, model, project });
  const size = written === undefined ? usualSizeOf(model, usual.size, pixels?.preset) : sizeOfText(written);
  if (size === undefined) throw unknownSize(written ?? '');
  const wanted = {
    ...wish,
    ...begins,
    prompt: inStyle(wish.prompt, project?.style ?? '', model),
    model,
    size,
    format: wish.format ?? usual.format,
    pixel: pixels,
    projectId: project?.id,
  };
  const other = named === undefined ? await inPlaceOfUsual(deps, wanted) : undefined;
  return other ? { ...wanted, model: other } : wanted;
}

/** What is made where an account says nothing, in this project or in none. */
export async function usualOf(
  deps: Pick<Deps, 'db'>,
  userId: string,
  project: Awaited<ReturnType<typeof ownProject>> | null = null,
) {
  return usualFor({ prefers: await readPreferences(deps, userId), here: null }, project);
}

/** @throws Failure unknown_project */
async function ownProject(deps: Pick<Deps, 'db' | 'keys' | 'log'>, whose: { id: string; userId: string }) {
  const found = await deps.db.project.findFirst({ where: whose });
  if (found) return withItsDefaults(deps, found);
  throw new Failure('unknown_project', {
    title: 'That project is gone',
    happened: 'You have no such project any more. Nothing was made and nothing was taken.',
    next: 'Choose another, or none.',
  });
}

const unknownSize = (written: string) =>
  new Failure('unknown_size', {
    title: 'That is no size',
    happened: `It is neither a shape nor a number of pixels. Nothing was made and nothing was taken.`,
    next: `Choose one of ${sizeNames.join(', ')}, or write pixels such as 64x64.${didYouMean(written, sizeNames)}`,
  });
