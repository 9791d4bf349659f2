import type { ReactNode } from 'react';
import classes from './empty-state.module.css';
import type { IconName } from './icons.ts';
import { PixelIcon } from './pixel-icon.tsx';

/** Shown if there is nothing yet: what will be here, and how to get it. */
export function EmptyState({
  icon,
  title,
  action,
  children,
}: {
  icon: IconName;
  title: string;
  /** A button or a link that leads on. */
  action?: ReactNode;
  children?: ReactNode;
}) {
  return (
    <div className={classes.empty}>
      <PixelIcon name={icon} size={48} className={classes.icon} />
      <p className={classes.title}>{title}</p>
      {children !== undefined && <div className={classes.words}>{children}</div>}
      {action !== undefined && <div className={classes.action}>{action}</div>}
    </div>
  );
}
