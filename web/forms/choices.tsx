import type { ReactNode } from 'react';
import classes from './choices.module.css';

/** Several boxes to tick, under one question. */
export function Choices({ legend, children }: { legend: string; children: ReactNode }) {
  return (
    <fieldset className={classes.choices}>
      <legend>{legend}</legend>
      {children}
    </fieldset>
  );
}
