import { z } from 'zod';
import type { Config } from '../config.ts';
import { Failure } from '../failure.ts';
import { notFound } from '../not-found.ts';
import { createSignature } from './signature.ts';

type Keys = Pick<Config, 'encryptionKey'>;

/** What is in the address of each such link beside its own values; `expires`: in seconds since 1970. */
export const signedParameters = { expires: z.string().regex(/^\d{1,12}$/), signature: z.string() };
interface Signed {
  expires: string;
  signature: string;
}

/**
 * Links of ours that need no sign-in, or no more than that, and are good for a while. @param purpose a link for one thing opens no other
 * @param textOf what is signed @param missing what one leads to that is none of ours @param over what an old one says
 */
export function createExpiringLinks<Values>(
  purpose: string,
  about: {
    goodForMs: number;
    textOf(values: Values, expires: string): string;
    missing: string;
    over: ConstructorParameters<typeof Failure>[1];
  },
) {
  const signature = createSignature(purpose);
  const { goodForMs, textOf, missing, over } = about;
  return {
    sign(keys: Keys, values: Values, now = new Date()): Signed {
      const expires = String(Math.ceil((now.getTime() + goodForMs) / 1000));
      return { expires, signature: signature.of(keys, textOf(values, expires)) };
    },

    /** @param link as it came, or undefined if it has no such shape. @throws Failure not_found, expired_download */
    check<Link extends Values & Signed>(keys: Keys, link: Link | undefined): Link {
      if (!link || !signature.isRight(keys, textOf(link, link.expires), link.signature)) throw notFound(missing);
      if (Number(link.expires) * 1000 < Date.now()) throw new Failure('expired_download', over);
      return link;
    },
  };
}
