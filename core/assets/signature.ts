import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import type { Config } from '../config.ts';

type Keys = Pick<Config, 'encryptionKey'>;

/** Signs what is in a link, so that it is known again as ours. @param purpose a link for one thing opens no other */
export function createSignature(purpose: string) {
  const digest = ({ encryptionKey }: Keys, text: string): Buffer => {
    const key = Buffer.from(hkdfSync('sha256', encryptionKey, '', purpose, 32));
    return createHmac('sha256', key).update(text).digest();
  };
  return {
    of: (keys: Keys, text: string): string => digest(keys, text).toString('base64url'),
    isRight(keys: Keys, text: string, signature: string): boolean {
      const [given, right] = [Buffer.from(signature, 'base64url'), digest(keys, text)];
      return given.length === right.length && timingSafeEqual(given, right);
    },
  };
}
