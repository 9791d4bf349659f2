import { isolated, quoted } from '#core/contract/isolated.ts';
import { Failure } from '#core/failure.ts';
import { didYouMean } from '#core/nearest.ts';
import { classics } from '#core/pixel/palettes/classics.ts';
import { nothingChanged } from '../define-command.ts';

/** @param own the names of theirs */
export const noPalette = (name: string, own: readonly string[]) =>
  new Failure('unknown_palette', {
    title: 'There is no such palette',
    happened: `None of yours is called ${quoted(name)}, and no well-known one. ${nothingChanged}`,
    next: [
      { command: 'palette' },
      ` lists them.${didYouMean(name, [...own.map(isolated), ...classics.map(({ id }) => id)])}`,
    ],
  });

/** Of a button: it was deleted since. */
export const paletteGone = () =>
  new Failure('unknown_palette', {
    title: 'There is no such palette',
    happened: `It was deleted, or it is somebody else’s. ${nothingChanged}`,
    next: [{ command: 'palette' }, ' lists yours.'],
  });

/** What was given is none; the sentence says why. */
export const badPalette = (why: string) =>
  new Failure('bad_palette', {
    title: 'That is no palette',
    happened: `${why} ${nothingChanged}`,
    next: 'Paste colours in hex, such as 1a1c2c f4f4f4, or add a file: .gpl, .hex, .pal, .act, .aco, .ase, or a picture of colours. For a picture’s own colours, choose extract.',
  });

export const badFile = (why: string) =>
  new Failure('bad_palette', {
    title: 'I cannot use that file',
    happened: `${why} ${nothingChanged}`,
    next: 'Add it once more, or paste its colours in hex.',
  });

export const needsAccount = () =>
  new Failure('not_linked', {
    title: 'Palettes belong to an account',
    happened: `You are a guest here, and palettes are kept with an account. ${nothingChanged}`,
    next: ['Type ', { command: 'link' }, ' first. It is free, and your pictures come along.'],
  });
