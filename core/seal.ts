import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const nonceBytes = 12;
const tagBytes = 16;

/** Keeps short secrets (reply tokens, bot tokens) unreadable in the database and its backups. */
export interface Seal {
  close(plain: string): Buffer;
  /** @throws if the bytes were not sealed with this key */
  open(sealed: Uint8Array): string;
}

/**
 * AES-256-GCM, laid out as nonce, tag, ciphertext. Keys are 32 bytes: the first closes, each of them opens, while ENCRYPTION_KEY is being changed.
 */
export function createSeal(key: Buffer, ...others: Buffer[]): Seal {
  return {
    close(plain) {
      const nonce = randomBytes(nonceBytes);
      const cipher = createCipheriv('aes-256-gcm', key, nonce);
      const text = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), text]);
    },
    open(sealed) {
      const bytes = Buffer.from(sealed);
      const last = others.length;
      for (const [index, each] of [key, ...others].entries())
        try {
          return openWith(each, bytes);
        } catch (error) {
          if (index === last) throw error;
        }
      throw new Error('There is no key');
    },
  };
}

function openWith(key: Buffer, bytes: Buffer): string {
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, nonceBytes));
  decipher.setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes));
  return Buffer.concat([decipher.update(bytes.subarray(nonceBytes + tagBytes)), decipher.final()]).toString('utf8');
}
