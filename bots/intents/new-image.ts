import { z } from 'zod';
import { imagine } from '../commands/imagine.ts';
import { imagineCosts, imagineFaults, opensImagine } from '../imagine-form.ts';
import { defineIntent } from './define-intent.ts';

/** Discord shows five fields; into the last one go several files. */
const asked = ['prompt', 'model', 'size', 'count', 'image', 'image2', 'image3'];
const options = z.object(
  Object.fromEntries(Object.entries(imagine.options.shape).filter(([name]) => asked.includes(name))),
);

/** A form for `/imagine` with these fields, in which what was typed is corrected. */
export const imageBy = defineIntent({
  name: 'image-by',
  answer: 'form',
  form: ({ fields }) => {
    const wanted = fields.split('.').flatMap((name) => (name === 'image' ? ['image', 'image2', 'image3'] : [name]));
    const shape = Object.entries(imagine.options.shape).filter(([name]) => wanted.includes(name));
    return {
      ...{ title: 'New image', submit: 'Make', options: z.object(Object.fromEntries(shape)) },
      ...{ suggest: imagine.suggest ?? {}, costs: imagineCosts, faults: imagineFaults, typedAs: 'imagine' },
    };
  },
  filled: async (asker) => (await opensImagine(asker)).filled,
  submitAnswer: 'channel',
  submit: (context, _args, values) => imagine.run(context, imagine.options.parse(values)),
});

/** A form for `/imagine`, for whoever has no place to type it. */
export const newImage = defineIntent({
  name: 'new-image',
  answer: 'form',
  command: imagine,
  form: () => ({
    ...{ title: 'New image', submit: 'Make', options },
    ...{ suggest: { model: imagine.suggest?.model }, costs: imagineCosts, faults: imagineFaults, typedAs: 'imagine' },
  }),
  filled: async (asker) => (await opensImagine(asker)).filled,
  submitAnswer: 'channel',
  submit: (context, _args, values) => imagine.run(context, imagine.options.parse(values)),
});
