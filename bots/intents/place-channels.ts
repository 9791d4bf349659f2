import { changePlace } from '../place/change-rules.ts';
import { defineIntent } from './define-intent.ts';

/** On /setup's card: whether images are made in the channel where it is pressed. At each press the chat says whether somebody manages the place. */
export const placeChannels = defineIntent({
  name: 'place-channels',
  answer: 'in-place',
  run: (context, { wish }) => changePlace(context, { here: wish }),
});
