import { useMemo } from 'react';
import { classics } from '#core/pixel/palettes/classics.ts';
import type { SwapWay } from '#core/pixel/palettes/swap.ts';
import type { Colours } from '#core/pixel/picture.ts';
import { paletteOfOwn, usePalettes } from './use-palettes.ts';
import { coloursText } from './words.ts';

export interface NamedPalette {
  id: string;
  name: string;
  colours: Colours;
  /** One of one's own. */
  isOwn: boolean;
}

/** One's own palettes, and those that many know. */
export function useAllPalettes(): NamedPalette[] {
  const { data } = usePalettes();
  return useMemo(
    () => [
      ...(data?.items ?? []).map((each) => ({
        ...{ id: each.id, name: each.name, colours: paletteOfOwn(each).colours, isOwn: true },
      })),
      ...classics.map((each) => ({ ...each, isOwn: false })),
    ],
    [data],
  );
}

export const paletteChoices = (palettes: readonly NamedPalette[]) =>
  palettes.map(({ id, name, colours }) => ({ value: id, label: `${name} · ${coloursText(colours.length)}` }));

const ways = {
  ramps: 'Ramp by ramp: dark stays dark, light stays light',
  nearest: 'Each to the colour most like it',
  order: 'The first to the first, and so on',
} satisfies Record<SwapWay, string>;

/** How colours become others, as choices. */
export const swapWays = Object.entries(ways).map(([value, label]) => ({ value, label }));
