import type { Problem } from '#core/contract/pages/shapes.ts';

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

export const unreachable = () =>
  new ProblemError({
    type: 'unreachable',
    title: 'We could not be reached',
    status: 0,
    detail: 'We could not be reached. Nothing was changed.',
    next: 'Check your connection and try again.',
  });

/** An answer that is not ours: from a proxy in between, or from a newer version of the API than this page knows. */
export const unreadable = (status: number) =>
  new ProblemError({
    type: 'unreadable_answer',
    title: 'We did not understand the answer',
    status,
    detail:
      status >= 500
        ? 'UPixel did not answer as it should. It may be starting again.'
        : 'This page may be older than the service it talks to.',
    next: 'Wait a moment, then load the page again.',
  });
