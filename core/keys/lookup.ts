import { createHmac } from 'node:crypto';
import type { ReadSecret } from './secrets.ts';

/** A keyed hash, by which a sealed value can be looked up and kept unique: whoever has the database alone cannot try values out. */
export type Lookup = (kind: string, value: string) => Promise<Uint8Array<ArrayBuffer>>;

/** HMAC-SHA-256 (RFC 2104) of the kind and the value, under a key of the key store. Equal values of two kinds have nothing in common. */
export const createLookup =
  (secret: ReadSecret): Lookup =>
  async (kind, value) =>
    new Uint8Array(
      createHmac('sha256', await secret('lookup'))
        .update(`${kind}\0${value}`)
        .digest(),
    );
