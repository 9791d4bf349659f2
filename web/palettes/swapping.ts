import { useMemo } from 'react';
import { swapWords } from '#core/contract/recolour-words.ts';
import { classics } from '#core/pixel/palettes/classics.ts';
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

/** How colours become others, as choices. */
export const swapChoices = Object.entries(swapWords).map(([value, label]) => ({ value, label }));
