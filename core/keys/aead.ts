import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

export const keyBytes = 32;
export const nonceBytes = 12;
export const tagBytes = 16;

/** AES-256-GCM (NIST SP 800-38D): tag, ciphertext. A nonce must never seal twice under one key. `context` is not kept, and must be the same to open. */
export function closeWith(key: Buffer, nonce: Buffer, plain: Uint8Array, context: Uint8Array): Buffer {
  return Buffer.concat(closeInPieces(key, nonce, plain, context));
}

/** The same, not yet joined: large files are written to a disk without a copy. */
export function closeInPieces(
  key: Buffer,
  nonce: Buffer,
  plain: Uint8Array,
  context: Uint8Array,
): [tag: Buffer, text: Buffer] {
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  if (context.length > 0) cipher.setAAD(context);
  // Counter mode keeps nothing back for the end.
  const text = cipher.update(plain);
  cipher.final();
  return [cipher.getAuthTag(), text];
}

/** @throws Error if the bytes were not sealed with this key, nonce and context, or were changed */
export function openWith(key: Buffer, nonce: Uint8Array, sealed: Uint8Array, context: Uint8Array): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes });
  if (context.length > 0) decipher.setAAD(context);
  decipher.setAuthTag(sealed.subarray(0, tagBytes));
  // Counter mode keeps nothing back for the end, which only says whether it was changed.
  const plain = decipher.update(sealed.subarray(tagBytes));
  decipher.final();
  return plain;
}

/** Sealed under a nonce of its own, which goes first: nonce, tag, ciphertext. At most 2^32 times with one key. */
export function close(key: Buffer, plain: Uint8Array, context: string): Buffer {
  const nonce = randomBytes(nonceBytes);
  return Buffer.concat([nonce, closeWith(key, nonce, plain, Buffer.from(context))]);
}

/** @throws Error if the bytes were not sealed with this key and context, or were changed */
export function open(key: Buffer, sealed: Uint8Array, context: string): Buffer {
  return openWith(key, sealed.subarray(0, nonceBytes), sealed.subarray(nonceBytes), Buffer.from(context));
}

/** ENCRYPTION_KEY, which wraps what is new; while it is being changed, also the other one, which still opens what is there. */
export type WrappingKeys = readonly [now: Buffer, ...others: Buffer[]];

/** @throws Error if none of the keys opens it */
export function openWithAny(keys: WrappingKeys, sealed: Uint8Array, context: string): Buffer {
  const [last, ...before] = [...keys].reverse();
  for (const key of before.reverse())
    try {
      return open(key, sealed, context);
    } catch {
      // Perhaps the next one.
    }
  return open(last ?? keys[0], sealed, context);
}
