import { createEndpoint, newSecret } from './delivery/endpoint.ts';
import { isLocal } from './delivery/post.ts';
import type { Objects } from './state.ts';

/** The endpoint created in the dashboard: where the product listens. */
const id = 'we_1SandboxMainEndpoint0000';

export interface MainEndpoint {
  secret: string;
  url(): string | undefined;
  /** Undefined or empty: nobody listens. */
  listen(url: string | undefined): void;
}

export function createMainEndpoint(
  objects: Objects,
  nowS: () => number,
  given: { url?: string | undefined; secret?: string | undefined },
): MainEndpoint {
  const secret = given.secret ?? objects.endpointSecrets.get(id) ?? newSecret();
  function listen(url: string | undefined) {
    if (!url) return void objects.endpoints.delete(id);
    if (!isLocal(url)) throw new Error(`The sandbox calls http://127.0.0.1 and http://localhost only, not ${url}.`);
    createEndpoint(objects, { id, url, enabled_events: ['*'], created: nowS(), secret });
  }
  objects.endpointSecrets.set(id, secret);
  if (given.url) listen(given.url);
  return { secret, url: () => objects.endpoints.get(id)?.url, listen };
}
