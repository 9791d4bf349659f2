import { quoted } from '#core/contract/isolated.ts';
import type { Project } from '#core/contract/pages/shapes.ts';

/** A project's defaults, in words. */
export function defaultsOf({ defaults: { model, size, format, style } }: Project): string {
  const parts = [model, size, format === 'png' && 'PNG', style && quoted(style)].filter(Boolean);
  return parts.length === 0 ? 'No defaults' : parts.join(' · ');
}
