import { historyCard } from '../history-card.ts';
import { defineIntent } from './define-intent.ts';

/** Turns the page of /history. */
export const historyPage = defineIntent({
  name: 'history-page',
  answer: 'in-place',
  run: (context, { after }) => historyCard(context, after === '' ? undefined : after),
});
