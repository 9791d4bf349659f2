import { z } from 'zod';
import { blip } from '#core/models/blip.ts';
import { credits } from '#core/words.ts';
import { describe } from '../commands/describe.ts';
import { imageOption } from '../fields.ts';
import { defineIntent } from './define-intent.ts';

/** /describe with a picture that somebody adds to a form. */
export const describeFile = defineIntent({
  name: 'describe-file',
  answer: 'form',
  form: () => ({
    title: 'Describe a picture',
    submit: `Describe · ${credits(blip.priceCredits)}`,
    options: z.object({ image: imageOption('What it shows is said in words') }),
    costs: { decidedBy: [], of: () => ({ each: blip.priceCredits, count: 1 }) },
  }),
  submitAnswer: 'channel',
  submit: (context, _args, { image }) => describe.run(context, { image }),
});
