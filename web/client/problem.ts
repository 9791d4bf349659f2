import type { Problem } from '#core/contract/pages/problem.ts';

/** Every failed request throws this: words for the person, shown by `ProblemAlert`. */
export class ProblemError extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.title);
    this.name = 'ProblemError';
    this.problem = problem;
  }
}

/** The words for any thrown value; anything but a ProblemError is our own mistake. */
export function problemOf(error: unknown): Problem {
  if (error instanceof ProblemError) return error.problem;
  return {
    type: 'page_mistake',
    title: 'That is our mistake',
    status: 0,
    detail: 'Something went wrong in this page. It cost nothing.',
    next: 'Load the page again.',
  };
}

/** An answer of ours that this page cannot read: it is of another version. */
export const unreadable = (status: number) =>
  new ProblemError({
    type: 'other_version',
    title: 'This page is of another version',
    status,
    detail: 'UPixel heard it, but answered in a way that this page does not know.',
    next: 'Load the page again, and see there whether it was done.',
  });
