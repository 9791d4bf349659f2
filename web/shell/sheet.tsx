import type { HTMLAttributes } from 'react';
import { cx } from './cx.ts';
import classes from './sheet.module.css';

/** A sheet of paper on the background, for things that belong together. With a name it is a section, otherwise a plain container. */
export function Sheet({ className, ...props }: HTMLAttributes<HTMLElement>) {
  const Tag = props['aria-label'] || props['aria-labelledby'] ? 'section' : 'div';
  return <Tag className={cx(classes.sheet, className)} {...props} />;
}
