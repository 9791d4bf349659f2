import { Failure } from '#core/failure.ts';

/** What somebody else may do with a card is what makes something of their own. */
export const notYours = (what: string) =>
  new Failure('not_yours', {
    title: 'That one is not yours',
    happened: `Only the person who asked for it can ${what}. Nothing was changed.`,
    next: [
      'Again, Remix and Use as reference make your own from it; ',
      { command: 'imagine' },
      ' makes something new.',
    ],
  });
