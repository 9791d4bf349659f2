import type { Deliveries } from './deliveries.ts';
import type { Files } from './files.ts';

/** @throws with a model's message if an input cannot be loaded */
export type LoadImage = (url: string) => Promise<Buffer>;

const timeoutMs = 10_000;

/** Fetches input images as a model would: data URLs, uploaded files, earlier outputs, and anything this machine serves. */
export function createLoadImage({
  files,
  deliveries,
  baseUrl,
}: {
  files: Files;
  deliveries: Deliveries;
  baseUrl: () => string;
}): LoadImage {
  return async (text) => {
    const url = new URL(text);
    if (url.protocol === 'data:') {
      const [head = '', body = ''] = text.split(/,(.*)/s);
      return head.endsWith(';base64') ? Buffer.from(body, 'base64') : Buffer.from(decodeURIComponent(body));
    }
    const [, area, second, third] = url.pathname.split('/');
    if (url.origin === baseUrl()) {
      const bytes = area === 'delivery' ? deliveries.find(second ?? '')?.bytes : files.read(third ?? '');
      if (bytes) return bytes;
      throw new Error(`Failed to download input: 404 Not Found for url: ${text}`);
    }
    if (url.hostname !== '127.0.0.1' && url.hostname !== 'localhost') {
      throw new Error(`Failed to download input: the sandbox reaches this machine only, not ${url.hostname}`);
    }
    const response = await fetch(url, { signal: AbortSignal.timeout(timeoutMs) });
    if (!response.ok) throw new Error(`Failed to download input: ${response.status} for url: ${text}`);
    return Buffer.from(await response.arrayBuffer());
  };
}
