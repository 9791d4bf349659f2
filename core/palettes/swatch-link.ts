import type { Config } from '../config.ts';
import { plainPaths } from '../contract/pages/plain-paths.ts';
import type { Colours } from '../pixel/picture.ts';

const digits = (colour: number) => colour.toString(16).padStart(6, '0');

/** Where a chat fetches a picture of colours: its address is the colours, so that nothing is kept for it and it says nothing of anybody. */
export const swatchLink = ({ publicUrl }: Pick<Config, 'publicUrl'>, colours: Colours): string =>
  `${publicUrl}${plainPaths.swatch(colours.map(digits).join(''))}`;

const written = /^(?:[0-9a-f]{6}){1,256}$/;

/** The colours of such an address; undefined if there are none in it. */
export const coloursOfSwatch = (hex: string): Colours | undefined =>
  written.test(hex) ? (hex.match(/.{6}/g) ?? []).map((each) => Number.parseInt(each, 16)) : undefined;
