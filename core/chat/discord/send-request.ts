import { STATUS_CODES } from 'node:http';
import { DefaultRestOptions, type RESTOptions } from '@discordjs/rest';
import { Headers, request } from 'undici';

type Send = RESTOptions['makeRequest'];

/**
 * The library's own way, except for a body in pieces (multipart.ts): the library would join them, and so copy each picture once more; undici, on which
 * it is built, writes one after the other. Their Content-Length must be given.
 */
export const sendRequest: Send = async (url, init) => {
  const { body: pieces } = init;
  if (!Array.isArray(pieces)) return DefaultRestOptions.makeRequest(url, init);
  // Its documentation names iterables of bytes, its types do not.
  const options = { ...init, body: pieces as unknown as Buffer } as Parameters<typeof request>[1];
  const { body, statusCode, headers } = await request(url, options);
  return {
    body,
    arrayBuffer: () => body.arrayBuffer(),
    json: () => body.json(),
    text: () => body.text(),
    get bodyUsed() {
      return body.bodyUsed;
    },
    headers: new Headers(headers as Record<string, string>),
    status: statusCode,
    statusText: STATUS_CODES[statusCode] ?? '',
    ok: statusCode >= 200 && statusCode < 300,
  };
};
