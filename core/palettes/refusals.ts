import { quoted } from '../contract/isolated.ts';
import { Failure } from '../failure.ts';
import { notFound } from '../not-found.ts';
import { maxPalettes } from './limits.ts';

export const noSuchPalette = () => notFound('There is no such palette');

export const paletteNameTaken = (name: string) =>
  new Failure('name_taken', {
    title: 'You have a palette of that name',
    happened: `One of your palettes is called ${quoted(name)} already. Nothing was changed.`,
    next: 'Choose another name.',
  });

export const tooManyPalettes = () =>
  new Failure('too_many_palettes', {
    title: 'That is a lot of palettes',
    happened: `You keep ${maxPalettes} palettes, which is as many as there can be. Nothing was changed.`,
    next: 'Delete one that you do not need any more; what was made with it stays.',
  });
