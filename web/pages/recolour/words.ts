import { imagesText } from '../gallery/words.ts';
import type { FoundArt } from './use-art.ts';

/** What cannot be swapped, and why. */
export function leftOutText({ art, moving, tooMany, unreadable, others, isCut }: FoundArt): string[] {
  const say = (count: number, why: string) => (count === 0 ? [] : [`${imagesText(count)} left out: ${why}.`]);
  return [
    ...say(others, 'larger than 384 pixels, and not drawn on a grid'),
    ...say(tooMany, 'more than 256 colours'),
    ...say(moving, 'animations would stand still'),
    ...say(unreadable, 'this browser cannot open the file'),
    ...(isCut ? [`These are the newest ${art.length}, as many as are swapped at once.`] : []),
  ];
}
