import type { Guest } from '../accounts/identify.ts';
import { defaultModel, findImageModel } from '../models/catalogue.ts';
import { formatNames, sizeNames, storedSize } from '../models/define-model.ts';
import type { withItsDefaults } from '../projects/find-project.ts';

type Project = Awaited<ReturnType<typeof withItsDefaults>>;

/** What a request takes where it names nothing: of its project, then as its person wants it, then as the place does, then as everybody. */
export function usualFor(
  who: Pick<Guest, 'prefers' | 'here'> | undefined,
  project?: Pick<Project, 'defaultModel' | 'defaultSize' | 'defaultFormat'> | null,
) {
  const { prefers, here } = who ?? {};
  const own = project?.defaultModel ?? offered(prefers?.model);
  return {
    model: own ?? offered(here?.model) ?? defaultModel.name,
    /** Those who manage the place chose it, and neither this person nor everybody. */
    isOfPlace: own === undefined && offered(here?.model) !== undefined,
    size: storedSize(project?.defaultSize) ?? sizeOf(prefers?.size) ?? 'square',
    /** Undefined: as the model makes it. */
    format: formatOf(project?.defaultFormat) ?? formatOf(prefers?.format),
  } as const;
}

/** A model that was somebody's choice may be offered no more. */
const offered = (name: string | null | undefined) => (name && findImageModel(name) ? name : undefined);
const formatOf = (name: string | null | undefined) => formatNames.find((format) => format === name);
const sizeOf = (name: string | null | undefined) => sizeNames.find((size) => size === name);
