import type { Project } from '#core/contract/pages/project-shapes.ts';
import type { AssetSummary } from '#core/contract/pages/shapes.ts';

export interface ThumbnailProps {
  picture: Project['covers'][number] & Partial<Pick<AssetSummary, 'moves'>>;
  /** What it shows; '' if there is text beside it. */
  alt: string;
  /** About how wide it is shown, in CSS pixels, before it is laid out. */
  aboutPx?: number;
  /** It fills its container, and what is outside is cut off. */
  isCropped?: boolean;
  className?: string | undefined;
}
