import { randomBytes } from 'node:crypto';
import type { Clock } from '#sandbox/kit/clock.ts';
import type { Answer } from '#sandbox/kit/serve.ts';

/** A file that a model has made. */
export interface OutputFile {
  bytes: Buffer;
  name: string;
  contentType: string;
}

export interface Deliveries {
  /** A link that serves the file until `expiresAtMs`, without a token. */
  publish(file: OutputFile, expiresAtMs: number): string;
  find(key: string): OutputFile | undefined;
  answer(key: string): Answer;
  clear(): void;
}

/** Stands in for replicate.delivery: unguessable links that expire. */
export function createDeliveries(clock: Clock, baseUrl: () => string): Deliveries {
  const files = new Map<string, OutputFile & { expiresAtMs: number }>();

  /** Files are published in order of expiry, so the old ones come first. */
  function dropExpired() {
    for (const [key, { expiresAtMs }] of files) {
      if (expiresAtMs > clock.now()) return;
      files.delete(key);
    }
  }

  function find(key: string) {
    dropExpired();
    return files.get(key);
  }

  return {
    publish(file, expiresAtMs) {
      dropExpired();
      const key = randomBytes(24).toString('base64url');
      files.set(key, { ...file, expiresAtMs });
      return `${baseUrl()}/delivery/${key}/${file.name}`;
    },
    find,
    answer(key) {
      const file = find(key);
      if (!file) return { status: 404, headers: { 'content-type': 'text/plain' }, body: 'Not Found' };
      const length = String(file.bytes.length);
      return { headers: { 'content-type': file.contentType, 'content-length': length }, body: file.bytes };
    },
    clear: () => files.clear(),
  };
}
