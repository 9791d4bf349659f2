import { createHash, randomBytes } from 'node:crypto';
import { apiKeyPrefix } from '../contract/scopes.ts';

const written = new RegExp(`^${apiKeyPrefix}[\\w-]{43}$`);

/** A new key: 32 random bytes behind a beginning by which it is recognized. */
export const newApiKey = (): string => apiKeyPrefix + randomBytes(32).toString('base64url');

/** Whether it is written as a key is: whatever else comes is not looked up. */
export const isApiKey = (text: string): boolean => written.test(text);

/** All that is kept of it. */
export const hashApiKey = (key: string) => new Uint8Array(createHash('sha256').update(key).digest());
