import { Failure } from './failure.ts';

/** Somebody else's object gets exactly the same answer as one that does not exist. */
export const notFound = (what = 'There is no such page') =>
  new Failure('not_found', {
    title: 'Not found',
    happened: `${what}, or it is not yours. Nothing was changed.`,
    next: 'Go back and choose another.',
  });
