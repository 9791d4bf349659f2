import { buy } from '../commands/buy.ts';
import type { Action } from './action.ts';

/** A guest whose credits do not suffice: what there is to buy, and the account for it on the way. */
export const getCredits: Action = { answer: 'private', run: (context) => buy.run(context, {}) };
