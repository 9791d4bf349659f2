import type { Project } from '#core/contract/shapes.ts';

/** What a project gives, in words. */
export function defaultsOf({ defaults: { model, size, style } }: Project): string {
  const parts = [model, size, style && `“${style}”`].filter(Boolean);
  return parts.length === 0 ? 'No defaults' : parts.join(' · ');
}
