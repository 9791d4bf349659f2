import type { Config } from '../config.ts';
import type { RunToCheck } from '../ports/check-before-posting.ts';

/** Whether pictures for this place must pass the check for adult content; none: for no chat. Those who manage it may want more than the operator does. */
export const needsCheck = (
  { nsfwCheck }: Pick<Config, 'nsfwCheck'>,
  place: Pick<NonNullable<RunToCheck['place']>, 'isAgeRestricted' | 'wantsCheck'> | undefined,
): boolean =>
  nsfwCheck === 'everywhere' || (nsfwCheck === 'on' && (place?.isAgeRestricted !== true || place.wantsCheck === true));
