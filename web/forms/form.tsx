import './form.css';
import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { ProblemAlert } from '../shell/problem-alert.tsx';
import type { useForm } from './use-form.ts';

interface FormProps {
  form: Pick<ReturnType<typeof useForm>, 'props' | 'error' | 'isPending'>;
  /** Of the button. */
  submitLabel: string;
  children: ReactNode;
  /** Beside the button, or over its whole width. */
  fullWidth?: boolean;
  variant?: 'filled' | 'default';
}

/** Inputs one under the other, what went wrong, and the button. */
export function Form({ form, submitLabel, children, fullWidth = false, variant = 'filled' }: FormProps) {
  return (
    <form className="form" {...form.props}>
      {children}
      {form.error && <ProblemAlert error={form.error} />}
      <div className="form-end" data-full={fullWidth || undefined}>
        <Button type="submit" variant={variant} loading={form.isPending} fullWidth={fullWidth}>
          {submitLabel}
        </Button>
      </div>
    </form>
  );
}
