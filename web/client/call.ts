import './without-eval.ts';
import type { Answered, EndpointName, Sent } from '#core/contract/pages/contract.ts';
import type { Endpoint } from '#core/contract/pages/endpoint.ts';
import { visitorEndpoints } from '#core/contract/pages/visitors.ts';
import { loadInPlace } from './load-script.ts';
import { unreadable } from './problem.ts';
import { request } from './request.ts';

/** Exactly the parts that the endpoint has. The query may be omitted: all of it is optional. */
type Asked<Name extends EndpointName> = {
  [Part in 'params' | 'body' as Sent<Name>[Part] extends undefined ? never : Part]: Sent<Name>[Part];
} & (Sent<Name>['query'] extends undefined ? unknown : { query?: Sent<Name>['query'] }) & {
    /** Aborts the request when the page no longer needs the answer. */
    signal?: AbortSignal;
  };
type Arguments<Name extends EndpointName> =
  Record<never, never> extends Asked<Name> ? [sent?: Asked<Name>] : [sent: Asked<Name>];

interface Parts {
  params?: Record<string, string>;
  query?: Record<string, unknown>;
  body?: unknown;
  signal?: AbortSignal;
}

/**
 * Calls the API by the contract: `call('getAsset', { params: { id } })`. The answer is parsed.
 * @throws ProblemError
 */
export async function call<Name extends EndpointName>(name: Name, ...[sent]: Arguments<Name>): Promise<Answered<Name>> {
  const { method, path, answer } = await endpointOf(name);
  const { params = {}, query = {}, body, signal }: Parts = sent ?? {};
  const json = await request({
    method,
    path: filled(path, params) + queryOf(query),
    body,
    signal,
    changesNothing: questions.has(name),
  });
  if (!answer) return undefined as Answered<Name>;
  const parsed = answer.safeParse(json);
  if (!parsed.success) throw unreadable(200);
  return parsed.data as Answered<Name>;
}

/** Asked by POST, though they change nothing: what a page loads, and asks for again by itself. What somebody presses is not among them. */
const questions: ReadonlySet<EndpointName> = new Set([
  'quoteImages',
  'searchAssets',
  'getFoundAsset',
  'openShare',
  'openOffer',
  'seeExport',
  'readDeletion',
  'checkReceipt',
]);

const isForVisitors = (name: EndpointName): name is keyof typeof visitorEndpoints =>
  Object.hasOwn(visitorEndpoints, name);

async function endpointOf(name: EndpointName): Promise<Endpoint> {
  return isForVisitors(name) ? visitorEndpoints[name] : (await loadContract()).contract[name];
}

/** All that can be asked for: a script of its own, which visitors do without. */
export const loadContract = () => loadInPlace(() => import('#core/contract/pages/contract.ts'));

const filled = (path: string, params: Record<string, string>) =>
  path.replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));

/** Leaves out empty values: a filter that is off. */
export function queryOf(query: Record<string, unknown>): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== null && value !== '');
  return given.length === 0 ? '' : `?${new URLSearchParams(given.map(([key, value]) => [key, String(value)]))}`;
}
