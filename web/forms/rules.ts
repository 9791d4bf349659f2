/** Sentences for faults that need no server to detect; undefined if there is none. */
export const emailFault = (email: string): string | undefined => {
  if (email.trim() === '') return 'Enter your e-mail address.';
  return /^\s*[^\s@]+@[^\s@]+\.[^\s@]+\s*$/.test(email) ? undefined : 'That does not look like an e-mail address.';
};

export const filledFault = (text: string, what: string): string | undefined =>
  text === '' ? `Enter ${what}.` : undefined;

export const newPasswordFault = (password: string): string | undefined => {
  if (password === '') return 'Choose a password.';
  if (password.length < 10) return 'Take at least 10 characters.';
  return password.length > 128 ? 'Take at most 128 characters.' : undefined;
};

/** Only the fields with a fault. */
export function faults<Name extends string>(found: Record<Name, string | undefined>): Partial<Record<Name, string>> {
  return Object.fromEntries(Object.entries(found).filter(([, fault]) => fault !== undefined)) as Partial<
    Record<Name, string>
  >;
}
