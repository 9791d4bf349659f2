import { z } from 'zod';
import { platformIds } from '../platforms.ts';
import type { Endpoint } from './endpoint.ts';
import { linkPreview } from './link-preview.ts';
import * as shape from './shapes.ts';

const byId = z.object({ id: z.uuid() });
const token = z.string().min(20).max(100);

/** The chats of an account, and the links by which they become its own. */
export const linkEndpoints = {
  listIdentities: {
    method: 'GET',
    path: '/api/identities',
    summary: 'The chat identities linked to your account',
    tag: 'Connections',
    answer: z.object({ items: z.array(shape.identity) }),
  },
  unlinkIdentity: {
    method: 'DELETE',
    path: '/api/identities/:id',
    summary: 'Unlinks a chat identity; images and credits stay in the account',
    tag: 'Connections',
    params: byId,
  },
  openLink: {
    method: 'POST',
    path: '/api/link/open',
    summary: 'Opens a one-time link from chat in this browser, and in no other from then on',
    tag: 'Connections',
    open: true,
    /** `browserKey` comes from the first answer; absent the first time. */
    body: z.object({ token, browserKey: token.optional() }),
    answer: z.object({ browserKey: token, preview: linkPreview }),
  },
  confirmLink: {
    method: 'POST',
    path: '/api/link/confirm',
    summary: 'Links the chat identity to the signed-in account',
    begins: true,
    tag: 'Connections',
    body: z.object({ token, browserKey: token }),
    answer: z.object({
      identity: shape.identity,
      /** Credits that moved along. */
      credits: z.int(),
      /** What was left of a second trial, which ended. */
      forfeited: z.int(),
      balance: z.int(),
      /** The page to go on to, if the link was made on the way to a payment. */
      goOn: z.string().nullable(),
    }),
  },
  undoLink: {
    method: 'POST',
    path: '/api/link/undo',
    summary: '“This wasn’t me” from the e-mail: unlinks the identity and signs the account out everywhere',
    tag: 'Connections',
    open: true,
    body: z.object({ token }),
    answer: z.object({ platform: z.enum(platformIds), name: z.string() }),
  },
} as const satisfies Record<string, Endpoint>;
