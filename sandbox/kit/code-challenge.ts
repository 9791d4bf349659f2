import { createHash } from 'node:crypto';

/** The challenge that belongs to a verifier by the method S256: https://www.rfc-editor.org/rfc/rfc7636#section-4.2 */
export const challengeOf = (verifier: string): string => createHash('sha256').update(verifier).digest('base64url');
