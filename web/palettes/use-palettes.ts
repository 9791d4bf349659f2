import { useQuery } from '@tanstack/react-query';
import type { OwnPalette } from '#core/contract/pages/palettes.ts';
import { colourOfHex } from '#core/pixel/colour/hex.ts';
import type { Palette } from '#core/pixel/palettes/palette.ts';
import { call } from '../client/call.ts';
import { keys } from '../client/queries.ts';

/** The palettes that one keeps. */
export const usePalettes = () =>
  useQuery({ queryKey: keys.palettes, queryFn: ({ signal }) => call('listPalettes', { signal }) });

/** A kept palette as our palette files have it. */
export const paletteOfOwn = ({ name, colours, names }: OwnPalette): Palette => ({
  name,
  colours: colours.map((hex) => colourOfHex(hex)?.colour ?? 0),
  ...(names.length > 0 ? { names } : {}),
});
