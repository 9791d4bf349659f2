import { type Keys, useKeys } from '../../viewer/use-keys.ts';
import type { Looking } from '../../viewer/use-view.ts';
import type { Frame } from '../../viewer/view.ts';
import { viewKeys } from '../../viewer/view-keys.ts';
import type { FullViewProps } from './full-bars.tsx';

/** The keys of the full view: those of the page that are of use there. */
export function useFullKeys(
  { turning, onClose }: FullViewProps,
  { frame, looking, more }: { frame: Frame | undefined; looking: Looking; more?: Keys },
): void {
  const zoom = viewKeys(frame, looking);
  useKeys(
    {
      ...more,
      ...zoom,
      ArrowLeft: () => zoom.ArrowLeft?.() || turning.step(-1),
      ArrowRight: () => zoom.ArrowRight?.() || turning.step(1),
      f: onClose,
      F: onClose,
    },
    '[data-full-view]',
  );
}
