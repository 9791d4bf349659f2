import { PasswordInput, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';

interface FieldProps {
  name: string;
  error: ReactNode;
  onInput: () => void;
  label?: string;
  description?: ReactNode;
  defaultValue?: string;
}

export function EmailField({ label = 'E-mail address', ...props }: FieldProps) {
  return <TextInput {...props} label={label} type="email" autoComplete="email" inputMode="email" spellCheck={false} />;
}

/** The address by which a password manager identifies the account. */
export function UsernameField(props: FieldProps) {
  return (
    <TextInput
      {...props}
      label="E-mail address"
      type="email"
      autoComplete="username"
      inputMode="email"
      spellCheck={false}
    />
  );
}

export function NameField({ label = 'Display name', ...props }: FieldProps) {
  return <TextInput {...props} label={label} autoComplete="name" maxLength={80} />;
}

export function PasswordField({ label = 'Password', ...props }: FieldProps) {
  return <PasswordInput {...props} {...shown} label={label} autoComplete="current-password" />;
}

export function NewPasswordField({ label = 'Password', ...props }: FieldProps) {
  return (
    <PasswordInput
      {...props}
      {...shown}
      label={label}
      autoComplete="new-password"
      maxLength={128}
      description="At least 10 characters. Three or four words that do not belong together are easy to keep and hard to guess."
    />
  );
}

/** Keyboard users can reveal what they typed, too. */
const shown = {
  visibilityToggleFocusable: true,
  visibilityToggleButtonProps: { 'aria-label': 'Show the password' },
} as const;
