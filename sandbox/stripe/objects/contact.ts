import * as p from '../api/params.ts';
import type { Customer } from './stored.ts';

const email = p.text.max(512).refine((value) => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value), 'email');
const address = p.fields({
  city: p.text.optional(),
  country: p.text.optional(),
  line1: p.text.optional(),
  line2: p.text.optional(),
  postal_code: p.text.optional(),
  state: p.text.optional(),
});

/** Who somebody is, of a customer or of a payment method; an empty field is removed. */
export const contact = {
  address: p.orEmpty(address).optional(),
  email: p.orEmpty(email).optional(),
  name: p.orEmpty(p.text.max(256)).optional(),
  phone: p.orEmpty(p.text.max(20)).optional(),
};

/** With every field, as Stripe answers it. */
export function wholeAddress(
  place: Partial<Record<keyof NonNullable<Customer['address']>, string | undefined>> | null | undefined,
) {
  if (!place) return null;
  const { city = null, country = null, line1 = null, line2 = null, postal_code = null, state = null } = place;
  return { city, country, line1, line2, postal_code, state };
}
