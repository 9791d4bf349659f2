import { hkdfSync } from 'node:crypto';
import { keyBytes } from './aead.ts';

/** An owner's key, ready for use. */
export interface DataKey {
  id: string;
  /** Seals words in rows. */
  text: Buffer;
  /** Each file is sealed with a key of its own, derived from this one. */
  file: Buffer;
}

/** One key for each use (RFC 5869), so that no two uses share a nonce. */
export const dataKey = (id: string, secret: Buffer): DataKey => ({
  id,
  text: derive(secret, Buffer.alloc(0), 'upixel text'),
  file: derive(secret, Buffer.alloc(0), 'upixel file'),
});

export const derive = (secret: Uint8Array, salt: Uint8Array, use: string): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, salt, use, keyBytes));
