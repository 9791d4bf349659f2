import { type Animation, type Colours, indexedColours } from '../picture.ts';
import { mostColours } from './palette.ts';

/**
 * The same pictures with the colours as the palette lists them, its unused ones too: a program that changes colour 3 changes colour 3 of the palette. As it was, if one of
 * its colours is no colour of the palette, or there is no number left for what is clear.
 */
export function inOrderOf(animation: Animation, palette: Colours): Animation {
  const { colours, clear, frames } = animation;
  const isUsed = new Uint8Array(mostColours);
  for (const { indices } of frames) for (const index of indices) isUsed[index] = 1;
  const places = new Uint8Array(mostColours);
  for (const [index, used] of isUsed.entries()) {
    const place = index === clear ? palette.length : palette.indexOf(colours[index] ?? -1);
    if (used === 1 && place < 0) return animation;
    places[index] = place;
  }
  const ordered = clear === undefined ? palette : [...palette, 0];
  if (ordered.length > mostColours) return animation;
  return {
    ...animation,
    ...indexedColours({ colours: ordered, clear: clear === undefined ? undefined : palette.length }),
    frames: frames.map(({ indices, ms }) => ({ indices: indices.map((index) => places[index] ?? 0), ms })),
  };
}
