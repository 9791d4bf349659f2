import { quoted } from '#core/contract/isolated.ts';
import type { Project } from '#core/contract/pages/project-shapes.ts';

/** A project's defaults, in words. */
export function defaultsOf({ defaults: { model, size, format, pixel, style, paletteId } }: Project): string {
  const { colours, background, preset } = pixel ?? {};
  const ofPixels = [
    colours !== undefined && `${colours} colours`,
    background && 'no background',
    preset !== undefined && `preset ${preset}`,
  ];
  const palette = paletteId !== null && 'a palette of its own';
  const parts = [
    model,
    size?.replace(/^(\d+)x(\d+)$/, '$1 × $2'),
    format === 'png' && 'PNG',
    palette,
    ...ofPixels,
    style && quoted(style),
  ].filter(Boolean);
  return parts.length === 0 ? 'No defaults' : parts.join(' · ');
}
