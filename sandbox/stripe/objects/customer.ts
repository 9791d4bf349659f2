import { mergeMetadata } from '../api/params.ts';
import type { World } from '../world.ts';
import { newId } from './ids.ts';
import type { Customer } from './stored.ts';

type Given = Partial<Pick<Customer, 'email' | 'name' | 'description' | 'phone' | 'address' | 'metadata'>>;

export function createCustomer(world: World, given: Given): Customer {
  const id = newId('cus', 14);
  const customer = {
    id,
    object: 'customer',
    address: given.address ?? null,
    balance: 0,
    created: world.agenda.nowS(),
    currency: null,
    customer_account: null,
    default_source: null,
    delinquent: false,
    description: given.description ?? null,
    discount: null,
    email: given.email ?? null,
    invoice_prefix: id.slice(4, 12).toUpperCase(),
    invoice_settings: { custom_fields: null, default_payment_method: null, footer: null, rendering_options: null },
    livemode: false,
    metadata: mergeMetadata({}, given.metadata),
    name: given.name ?? null,
    next_invoice_sequence: 1,
    phone: given.phone ?? null,
    preferred_locales: [],
    shipping: null,
    tax_exempt: 'none',
    test_clock: null,
  } satisfies Customer;
  world.objects.customers.set(id, customer);
  world.emit('customer.created', customer);
  return customer;
}
