import { hash, verify } from '@node-rs/argon2';

/** OWASP's minimum for argon2id (Password Storage Cheat Sheet): 19 MiB, two passes, one lane. About 20 ms, off the event loop. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Argon2id, in PHC's format, so that a stronger cost later still verifies what was stored with this one. */
export const passwordHash = {
  hash: (password: string) => hash(password, cost),
  verify: ({ hash: stored, password }: { hash: string; password: string }) => verify(stored, password),
};
