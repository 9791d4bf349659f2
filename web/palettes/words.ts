/** `1 colour`, `16 colours` */
export const coloursText = (count: number): string => `${count} ${count === 1 ? 'colour' : 'colours'}`;

/** `1 pixel`, `1,024 pixels` */
export const pixelsText = (count: number): string =>
  `${count.toLocaleString('en')} ${count === 1 ? 'pixel' : 'pixels'}`;
