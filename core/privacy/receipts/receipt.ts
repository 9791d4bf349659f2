import { sign, verify } from 'node:crypto';
import { z } from 'zod';
import type { ReceiptKeys } from './keys.ts';

/** What a deletion did; nothing in it is personal. */
const receipt = z.object({
  version: z.literal(1),
  ticket: z.string(),
  kind: z.enum(['account', 'guest', 'identity', 'workspace']),
  askedAt: z.iso.datetime(),
  erasedAt: z.iso.datetime(),
  /** When the last of the others was told. */
  endedAt: z.iso.datetime(),
  counts: z.record(z.string(), z.int()),
  /** When the last backup that may hold something of it is gone. */
  backupsUntil: z.iso.datetime(),
  /** Until when keyed hashes remember free credits and a block. */
  rememberedUntil: z.iso.datetime(),
});
export type Receipt = z.infer<typeof receipt>;

const form = /^(?<body>[\w-]+)\.(?<kid>[\w-]+)\.(?<signature>[\w-]+)$/;

/** One line of text: the receipt, the key's id, and an Ed25519 signature of both. */
export function signReceipt({ id, secret }: ReceiptKeys, given: Receipt): string {
  const body = `${Buffer.from(JSON.stringify(receipt.parse(given))).toString('base64url')}.${id}`;
  return `${body}.${sign(null, Buffer.from(body), secret).toString('base64url')}`;
}

/** The receipt, if we signed it; undefined for anything else. White space, which mails add, does not matter. */
export function readReceipt({ published }: ReceiptKeys, pasted: string): Receipt | undefined {
  const parts = form.exec(pasted.replaceAll(/\s+/g, ''))?.groups;
  const key = published[parts?.kid ?? ''];
  if (!parts || !key) return undefined;
  const signed = Buffer.from(`${parts.body}.${parts.kid}`);
  if (!verify(null, signed, key, Buffer.from(parts.signature ?? '', 'base64url'))) return undefined;
  return receipt.safeParse(JSON.parse(Buffer.from(parts.body ?? '', 'base64url').toString('utf8'))).data;
}
