import { projectsCard } from '../commands/projects.ts';
import { queueCard } from '../commands/queue.ts';
import { defineIntent } from './define-intent.ts';

/** Turns the page of /projects or /queue. */
export const listPage = defineIntent({
  name: 'list-page',
  answer: 'in-place',
  run: (context, { list, page }) => (list === 'queue' ? queueCard : projectsCard)(context, Number(page)),
});
