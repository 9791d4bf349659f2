import type { ReactNode } from 'react';
import classes from './or.module.css';

/** Between two alternatives. */
export const Or = ({ children }: { children: ReactNode }) => <div className={classes.or}>{children}</div>;
