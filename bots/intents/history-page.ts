import { historyCard, undeliveredCard } from '../history-card.ts';
import { defineIntent } from './define-intent.ts';

/** Turns the page of /history. */
export const historyPage = defineIntent({
  name: 'history-page',
  answer: 'in-place',
  run: (context, { after }) => historyCard(context, after || undefined),
});

/** The same of what could not be posted. */
export const undeliveredPage = defineIntent({
  name: 'undelivered-page',
  answer: 'in-place',
  run: (context, { after }) => undeliveredCard(context, after || undefined),
});
