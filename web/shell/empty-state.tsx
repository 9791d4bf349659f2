import type { ReactNode } from 'react';
import type { IconName } from './icons.ts';
import { PixelIcon } from './pixel-icon.tsx';

/** Where there is nothing yet: what will be here, and how to get it. */
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
    <div className="empty">
      <PixelIcon name={icon} size={48} />
      <p className="empty-title">{title}</p>
      {children !== undefined && <div className="empty-words">{children}</div>}
      {action !== undefined && <div className="empty-action">{action}</div>}
    </div>
  );
}
