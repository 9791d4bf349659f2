import { listOf } from '../objects/stored.ts';
import type { Objects } from '../state.ts';
import { invalid } from './errors.ts';

type Plain = Record<string, unknown>;

/** Fields that are present only on request. */
const includable: Record<string, (objects: Objects, object: Plain) => unknown> = {
  'checkout.session line_items': ({ sessionPlans }, { id }) =>
    listOf(sessionPlans.get(String(id))?.items ?? [], `/v1/checkout/sessions/${id}/line_items`),
  'invoice payments': ({ invoicePayments }, { id }) =>
    listOf(
      [...invoicePayments.values()].filter(({ invoice }) => invoice === id),
      `/v1/invoice_payments?invoice=${id}`,
    ),
  'charge refunds': ({ refunds }, { id }) =>
    listOf([...refunds.values()].filter(({ charge }) => charge === id).reverse(), `/v1/charges/${id}/refunds`),
  'customer subscriptions': ({ subscriptions }, { id }) =>
    listOf(
      [...subscriptions.values()].filter(({ customer, status }) => customer === id && status !== 'canceled').reverse(),
      `/v1/customers/${id}/subscriptions`,
    ),
};

const deepest = 4;

/** A copy of the answer in which the paths of `expand[]` are filled in. */
export function expand(objects: Objects, answer: object, paths: readonly string[]): object {
  const copy: Plain = JSON.parse(JSON.stringify(answer));
  for (const path of paths) {
    const steps = path.split('.');
    if (steps.length > deepest)
      throw invalid(`You cannot expand more than ${deepest} levels of a property (${path}).`, 'expand');
    follow(objects, copy, steps, path);
  }
  return copy;
}

function follow(objects: Objects, object: Plain, [step = '', ...rest]: string[], path: string) {
  if (object.object === 'list' && step === 'data' && Array.isArray(object.data) && rest.length > 0) {
    for (const each of object.data) follow(objects, each, rest, path);
    return;
  }
  const include = includable[`${object.object} ${step}`];
  if (include && object[step] === undefined) object[step] = JSON.parse(JSON.stringify(include(objects, object)));
  const value = object[step];
  if (value === null) return;
  if (typeof value === 'string') object[step] = found(objects, value) ?? refuse(path, object);
  const next = object[step];
  if (typeof next !== 'object' || next === null) refuse(path, object);
  else if (rest.length > 0) follow(objects, next as Plain, rest, path);
}

function refuse(path: string, object: Plain): never {
  const hint = object.object === 'list' ? ` You may want to try expanding 'data.${path}' instead.` : '';
  throw invalid(`This property cannot be expanded (${path}).${hint}`, 'expand');
}

function found(objects: Objects, id: string): unknown {
  const { products, prices, customers, deletedCustomers, paymentMethods, paymentIntents, charges } = objects;
  const { refunds, disputes, sessions, subscriptions, invoices, portalConfigurations } = objects;
  const kinds = [products, prices, customers, deletedCustomers, paymentMethods, paymentIntents, charges];
  const more = [refunds, disputes, sessions, subscriptions, invoices, portalConfigurations];
  for (const kind of [...kinds, ...more]) {
    const object: unknown = kind.get(id);
    if (object) return JSON.parse(JSON.stringify(object));
  }
  return undefined;
}
