import type { z } from 'zod';
import { imagine, imagineOptions } from '../commands/imagine.ts';
import { badValues, parseOptions } from '../parse-options.ts';
import type { Written } from './written.ts';

/** @throws Failure bad_options */
export function optionsIn({ raw, faults }: Pick<Written, 'raw' | 'faults'>): z.output<typeof imagineOptions> {
  if (faults.length > 0) throw badValues([...faults], undefined, imagine.refused);
  return parseOptions({ options: imagineOptions }, { ...raw });
}
