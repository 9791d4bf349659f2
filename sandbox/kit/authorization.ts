import type { Request } from './serve.ts';

/** The token of an `Authorization: Bearer` header; undefined if there is none. */
export const bearerToken = ({ headers }: Request): string | undefined =>
  /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1];

/** Client id and secret of HTTP basic authentication, named as in a form; empty if there are none. */
export function basicCredentials({ headers }: Request): Record<string, string> {
  const encoded = /^Basic (.+)$/.exec(headers.authorization ?? '')?.[1];
  if (!encoded) return {};
  const [clientId = '', clientSecret = ''] = Buffer.from(encoded, 'base64').toString().split(':');
  return { client_id: clientId, client_secret: clientSecret };
}
