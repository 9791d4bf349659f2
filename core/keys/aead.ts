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

const blockBytes = 16;

/**
 * What `close` returned for each, without looking whether it was changed: only to look for something in it, never to show or to keep it. GCM encrypts in
 * counter mode (NIST SP 800-38D, 6.5, 7.1), so one call makes the keystream of all, while a decipher for each takes ten times as long.
 */
export function readUnchecked(key: Buffer, sealed: readonly Uint8Array[]): Buffer[] {
  const head = nonceBytes + tagBytes;
  const lengths = sealed.map(({ length }) => Math.max(0, length - head));
  const blocks = lengths.map((length) => Math.ceil(length / blockBytes));
  const counters = Buffer.allocUnsafe(blocks.reduce((sum, count) => sum + count, 0) * blockBytes);
  let at = 0;
  for (const [index, nonce] of sealed.entries())
    for (let block = 0; block < (blocks[index] ?? 0); block++, at += blockBytes) {
      for (let byte = 0; byte < nonceBytes; byte++) counters[at + byte] = nonce[byte] ?? 0;
      counters.writeUInt32BE(block + 2, at + nonceBytes); // the first encrypts the tag
    }
  const stream = createCipheriv('aes-256-ecb', key, null).setAutoPadding(false).update(counters);
  let from = 0;
  return sealed.map((bytes, index) => {
    const plain = stream.subarray(from, from + (lengths[index] ?? 0));
    from += (blocks[index] ?? 0) * blockBytes;
    for (let byte = 0; byte < plain.length; byte++) plain[byte] = (plain[byte] ?? 0) ^ (bytes[head + byte] ?? 0);
    return plain;
  });
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
