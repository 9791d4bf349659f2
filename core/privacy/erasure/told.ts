import { z } from 'zod';
import { platformIds } from '../../chat/platforms.ts';
import type { Deps } from '../../deps.ts';

/** What a deletion needs after its rows are gone, or to be undone. */
const told = z.object({
  /** The receipt goes to this address, or into this chat. */
  email: z.string().nullable(),
  chat: z
    .object({ platform: z.enum(platformIds), workspaceId: z.string(), channelId: z.string(), userId: z.string() })
    .nullable(),
  /** Plans that were set to end, by Stripe's ids; a stop lets them go on. */
  plans: z.array(z.string()),
  /** Of its page: whoever asks again gets the same link. Absent where nobody asked, or the version before wrote it. */
  token: z.string().optional(),
});
export type Told = z.infer<typeof told>;

export const sealTold = ({ seal }: Pick<Deps, 'seal'>, given: Told) =>
  new Uint8Array(seal.close(JSON.stringify(told.parse(given))));

export const openTold = ({ seal }: Pick<Deps, 'seal'>, sealed: Uint8Array): Told =>
  told.parse(JSON.parse(seal.open(sealed)));
