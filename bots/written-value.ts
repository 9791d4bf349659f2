import type { Field, Filled } from '#core/chat/card/form.ts';
import type { PersonReference } from './fields.ts';

/** A value as one writes it. */
export function inWords(value: unknown): string {
  if (Array.isArray(value)) return value.join(', ');
  if (typeof value !== 'object' || value === null) return String(value);
  const { name = 'somebody' } = value as Partial<PersonReference>;
  return `@${name}`;
}

/** The same, to be filled into its field. Undefined for what cannot stand in such a field: it was wrong, and is given anew. */
export function valueIn(field: Field, written: string): Filled[string] {
  switch (field.type) {
    case 'number':
      return /^-?\d+$/.test(written) ? Number(written) : undefined;
    case 'flags':
      return written.split(',').map((word) => word.trim());
    case 'choice':
    case 'text':
      return written;
    case 'person':
    case 'image':
      return undefined;
  }
}
