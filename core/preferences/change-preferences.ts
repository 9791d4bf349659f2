import type { Deps } from '../deps.ts';
import { findImageModel } from '../models/catalogue.ts';
import { formatNames, sizeNames } from '../models/define-model.ts';
import { unknownModel, unknownSize } from '../projects/refusals.ts';
import { notices } from './notices.ts';
import { noPreferences, type Preferences } from './preferences.ts';
import { readPreferences } from './read-preferences.ts';
import { savePreferences } from './save-preferences.ts';

/** What changes; undefined: that stays. */
type Wished = { [Key in keyof Preferences]?: Preferences[Key] | undefined };

/** Changes what an account wants where it names nothing. @throws Failure unknown_model, unknown_size */
export async function changePreferences(
  deps: Pick<Deps, 'db' | 'privatePeople' | 'log'>,
  userId: string,
  wished: Wished,
): Promise<Preferences> {
  const before = (await readPreferences(deps, userId)) ?? noPreferences;
  const { model, size, format, resultsFor, noticesOff } = wished;
  const after: Preferences = {
    model: model === undefined ? before.model : named(model),
    size: size === undefined ? before.size : sized(size),
    format: format === undefined ? before.format : (formatNames.find((each) => each === format) ?? null),
    resultsFor: resultsFor === undefined ? before.resultsFor : resultsFor,
    noticesOff: noticesOff === undefined ? before.noticesOff : notices.filter((each) => noticesOff.includes(each)),
  };
  await savePreferences(deps, { userId, identityId: null }, after);
  return after;
}

function named(name: string | null): string | null {
  if (name === null) return null;
  const model = findImageModel(name);
  if (!model) throw unknownModel(name);
  return model.name;
}

function sized(name: string | null): string | null {
  if (name !== null && !sizeNames.some((each) => each === name)) throw unknownSize(name);
  return name;
}
