import { Failure } from '../../failure.ts';
import { notFound } from '../../not-found.ts';
import { mostCopiesInADay } from './limits.ts';

export const noSuchRecolouring = () => notFound('There is no such recolouring');

export const noPictures = () => notFound('None of these images is in the project any more');

export const oneUnderWay = () =>
  new Failure('recolouring_under_way', {
    title: 'One is under way',
    happened: 'A project of yours is being recoloured. Nothing new was begun, and it cost nothing.',
    next: 'Wait until it is done, or take it back.',
  });

export const enoughForADay = () =>
  new Failure('too_much', {
    title: 'That is enough for a day',
    happened: `With these, it would be more than ${mostCopiesInADay.toLocaleString('en-US')} recoloured images within a day. Nothing was begun, and it cost nothing.`,
    next: 'Choose fewer images, or come back tomorrow.',
  });
