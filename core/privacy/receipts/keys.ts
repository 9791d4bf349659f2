import { createHash, createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import type { Deps } from '../../deps.ts';

export interface ReceiptKeys {
  id: string;
  secret: KeyObject;
  /** Every public half that ever signed, by its id. */
  published: Readonly<Record<string, KeyObject>>;
}

/** PKCS #8 of an Ed25519 key, before its 32 bytes (RFC 8410). */
const pkcs8 = Buffer.from('302e020100300506032b657004220420', 'hex');

/** The pair that signs receipts: the key store has its secret half, so that every process has the same. */
export async function readReceiptKeys({ keys }: Pick<Deps, 'keys'>): Promise<ReceiptKeys> {
  const seed = await keys.secret('receipts');
  const secret = createPrivateKey({ key: Buffer.concat([pkcs8, seed]), format: 'der', type: 'pkcs8' });
  const open = createPublicKey(secret);
  const id = createHash('sha256')
    .update(open.export({ format: 'der', type: 'spki' }))
    .digest('base64url')
    .slice(0, 11);
  return { id, secret, published: { [id]: open } };
}

/** For /.well-known/upixel-receipts.json: a JSON Web Key Set (RFC 7517, RFC 8037). */
export const publishedKeys = ({ published }: ReceiptKeys) => ({
  keys: Object.entries(published).map(([kid, key]) => ({
    ...key.export({ format: 'jwk' }),
    kid,
    use: 'sig',
    alg: 'EdDSA',
  })),
});
