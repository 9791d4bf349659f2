import { createSign, generateKeyPairSync, type JsonWebKey, type KeyObject, randomBytes } from 'node:crypto';

export interface Signer {
  /** The public key as an entry of a JSON Web Key Set. */
  jwk(): JsonWebKey;
  /** A JSON Web Token with these claims, signed with RS256. */
  sign(claims: object): string;
}

/** The key is generated at its first use: that takes longer than the rest of the start. */
export function createSigner(): Signer {
  let made: { privateKey: KeyObject; publicKey: KeyObject; keyId: string } | undefined;
  const keys = () => {
    made ??= { ...generateKeyPairSync('rsa', { modulusLength: 2048 }), keyId: randomBytes(16).toString('hex') };
    return made;
  };
  return {
    jwk() {
      const { publicKey, keyId } = keys();
      return { ...publicKey.export({ format: 'jwk' }), kid: keyId, alg: 'RS256', use: 'sig' };
    },
    sign(claims) {
      const { privateKey, keyId } = keys();
      const signed = `${part({ alg: 'RS256', typ: 'JWT', kid: keyId })}.${part(claims)}`;
      return `${signed}.${createSign('RSA-SHA256').update(signed).sign(privateKey).toString('base64url')}`;
    },
  };
}

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
