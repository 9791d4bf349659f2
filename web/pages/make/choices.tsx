import type { ReactNode } from 'react';
import classes from './choices.module.css';

interface ChoicesProps {
  legend: string;
  name: string;
  value: string;
  onChange: (value: string) => void;
  choices: ReadonlyArray<{ value: string; label: string; sign?: ReactNode }>;
  /** In rows of three. */
  isInThrees?: boolean;
}

/** One of a few, side by side: radio buttons, so that arrows go from one to the next. */
export function Choices({ legend, name, value, onChange, choices, isInThrees }: ChoicesProps) {
  return (
    <fieldset className={classes.field}>
      <legend className={classes.legend}>{legend}</legend>
      <div className={classes.choices} data-threes={isInThrees || undefined}>
        {choices.map((choice) => (
          <label key={choice.value} className={classes.choice}>
            <input
              type="radio"
              name={name}
              value={choice.value}
              checked={choice.value === value}
              onChange={() => onChange(choice.value)}
            />
            <span>
              {choice.sign}
              {choice.label}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
