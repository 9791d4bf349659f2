import { createPrivateKey, createPublicKey, sign } from 'node:crypto';

/** An Ed25519 private key in DER is this and 32 bytes (RFC 8410). The bytes are fixed and worthless anywhere else. */
const derHead = Buffer.from('302e020100300506032b657004220420', 'hex');
const seed = Buffer.from('sandbox-discord-interactions-key');
const privateKey = createPrivateKey({ key: Buffer.concat([derHead, seed]), format: 'der', type: 'pkcs8' });

/** The application's public key, as its settings page shows it: the last 32 bytes of the DER form, in hex. */
export const publicKey = createPublicKey(privateKey)
  .export({ format: 'der', type: 'spki' })
  .subarray(-32)
  .toString('hex');

/**
 * The headers of an interaction sent by HTTP, over the timestamp and the raw body.
 * https://discord.com/developers/docs/interactions/overview#setting-up-an-endpoint-validating-security-request-headers
 */
export function signatureHeaders(body: string, atMs: number): Record<string, string> {
  const timestamp = String(Math.floor(atMs / 1000));
  const signature = sign(null, Buffer.from(timestamp + body), privateKey).toString('hex');
  return { 'x-signature-ed25519': signature, 'x-signature-timestamp': timestamp };
}
