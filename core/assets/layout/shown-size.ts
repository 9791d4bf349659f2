import type { AssetLayout } from './asset-layout.ts';

/** How large an image is as it is shown: of a file of frames, one of them. */
export const shownSize = <Size extends { width: number; height: number }>(
  { width, height }: Size,
  layout: AssetLayout | null | undefined,
): { width: number; height: number } =>
  layout?.kind === 'animation' ? { width: layout.width, height: layout.height } : { width, height };
