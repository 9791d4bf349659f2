import type { ReactNode } from 'react';
import { PixelIcon } from '../../shell/pixel-icon.tsx';

/** Says that it is done, to eyes and to screen readers. Always there, so that they notice when words appear in it. */
export function Saved({ isDone, children }: { isDone: boolean; children: ReactNode }) {
  return (
    <div role="status" className="saved">
      {isDone && (
        <>
          <PixelIcon name="done" size={18} />
          <span>{children}</span>
        </>
      )}
    </div>
  );
}
