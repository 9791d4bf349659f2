import type { ReactNode } from 'react';
import classes from './ways.module.css';

/** Buttons side by side: ways to go on. */
export const Ways = ({ children }: { children: ReactNode }) => <div className={classes.ways}>{children}</div>;
