import { renumbered } from '../../indexed.ts';
import { mostColours } from '../../palettes/palette.ts';
import type { Animation } from '../../picture.ts';

/**
 * The same animation with its clear colour at 0, where every program that reads .aseprite files looks for it; the others keep their order. One is added where none is,
 * except to 256 opaque colours, among which there is no room.
 */
export function withClearFirst(animation: Animation): Animation {
  const { colours, clear, frames } = animation;
  if (clear === 0 || (clear === undefined && colours.length === mostColours)) return animation;
  const others = colours.map((_, index) => index).filter((index) => index !== clear);
  const order = [clear ?? -1, ...others];
  const renumber = renumbered(order);
  return {
    ...animation,
    colours: order.map((index) => colours[index] ?? 0),
    clear: 0,
    frames: frames.map(({ indices, ms }) => ({ indices: renumber(indices), ms })),
  };
}
