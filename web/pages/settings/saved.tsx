import type { ReactNode } from 'react';
import { PixelIcon } from '../../shell/pixel-icon.tsx';
import classes from './saved.module.css';

/** Reports success, visibly and to screen readers. Always rendered, so that they notice when text appears in it. */
export function Saved({ isDone, children }: { isDone: boolean; children: ReactNode }) {
  return (
    <div role="status" className={classes.saved}>
      {isDone && (
        <>
          <PixelIcon name="done" size={18} />
          <span>{children}</span>
        </>
      )}
    </div>
  );
}
