import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { ProblemAlert } from '../shell/problem-alert.tsx';
import classes from './form.module.css';
import type { useForm } from './use-form.ts';

interface FormProps {
  form: Pick<ReturnType<typeof useForm>, 'props' | 'error' | 'isPending'>;
  /** The button's label. */
  submitLabel: string;
  children: ReactNode;
  /** Whether the button takes the whole width. */
  fullWidth?: boolean;
  variant?: 'filled' | 'default';
}

/** Inputs one below the other, the error, and the button. */
export function Form({ form, submitLabel, children, fullWidth = false, variant = 'filled' }: FormProps) {
  return (
    <form className={classes.form} {...form.props}>
      {children}
      {form.error && <ProblemAlert error={form.error} />}
      <div className={classes.end}>
        <Button type="submit" variant={variant} loading={form.isPending} fullWidth={fullWidth}>
          {submitLabel}
        </Button>
      </div>
    </form>
  );
}
