import { z } from 'zod';
import { channelWishes } from '#core/places/channel-wishes.ts';
import { defineCommand, nothingChanged } from '../define-command.ts';
import { changePlace, rulesOptions, rulesSuggest } from '../place/change-rules.ts';

export const setup = defineCommand({
  name: 'setup',
  group: 'manage',
  description: 'For those who manage this place: what is missing, and who may do what',
  answer: 'ephemeral',
  refused: nothingChanged,
  isOfPlace: true,
  form: { name: 'place-rules', args: { adult: 'yes' } },
  options: z.object({
    here: z.enum(channelWishes).optional().meta({
      title: 'Where images are made',
      kind: 'main',
      description: 'Where images are made: only in this channel, also, not here, or everywhere',
    }),
    ...rulesOptions.shape,
  }),
  suggest: rulesSuggest,
  run: (context, said) => changePlace(context, said),
});
