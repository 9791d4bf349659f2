import { type Router, Router as router } from 'express';
import type { Deps } from '#core/deps.ts';
import { publishedKeys, readReceiptKeys } from '#core/privacy/receipts/keys.ts';

/** The public keys of receipts, so that anybody can check one without us. */
export const receiptKeys = (deps: Pick<Deps, 'keys'>): Router =>
  router().get(
    '/.well-known/upixel-receipts.json',
    async (_request, response) => void response.json(publishedKeys(await readReceiptKeys(deps))),
  );
