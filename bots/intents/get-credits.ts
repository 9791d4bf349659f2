import { buy } from '../commands/buy.ts';
import { defineIntent } from './define-intent.ts';

/** For a guest who has too few credits: shows what there is to buy; the account is created on the way. */
export const getCredits = defineIntent({
  name: 'get-credits',
  answer: 'ephemeral',
  run: (context) => buy.run(context, {}),
});
