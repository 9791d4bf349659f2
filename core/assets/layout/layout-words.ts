import type { AssetLayout } from './asset-layout.ts';
import { countOf } from './cut-layout.ts';

/** What a file holds: `16 frames of 48 × 48`. */
export function layoutInWords(layout: AssetLayout): string {
  const count = countOf(layout);
  const what = layout.kind === 'animation' ? 'frame' : 'tile';
  return `${count} ${what}${count === 1 ? '' : 's'} of ${layout.width} × ${layout.height}`;
}
