import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import type { Button } from '@slack/web-api';
import { z } from 'zod';
import { slackLimits } from '#core/chat/slack/limits.ts';
import { credits } from '#core/words.ts';
import { fromAnotherVersion } from '../another-version.ts';
import type { AskedAt } from './requests.ts';

/** The buttons' actions; what was written is their value, so that nothing of it is kept by us. */
const offerAction = 'make-what-was-written';
const editAction = 'edit-as-was-written';
export const isOffer = (actionId: string) => actionId === offerAction || actionId === editAction;

/** Words that may be a prompt. `target`: where they were written, and what is made of them appears; `key`: Slack's id of the message. */
export interface Wish extends AskedAt {
  written: string;
  /** Slack's files that came with it. */
  files?: readonly unknown[] | undefined;
}

const inValue = z.object({
  price: z.int(),
  written: z.string().optional(),
  /** What was written, made smaller: only what does not fit as it is, since an earlier version reads nothing else. */
  packed: z.string().optional(),
  files: z.array(z.string()).optional(),
  /** Left out by a version that offered in direct messages alone. */
  at: z.object({ key: z.string(), channel: z.string(), thread: z.string().optional() }).optional(),
  /** It is this picture that is edited by the words. */
  edits: z.uuid().optional(),
});

const fileId = z.object({ id: z.string() });

/** The button that makes it at this price, or edits a picture by it; undefined if it would hold more than Slack takes. */
export function offerButton(
  { written, files = [], target, key }: Wish,
  { price, edits }: { price: number; edits?: string },
): Button | undefined {
  const said: z.input<typeof inValue> = {
    ...{ price, at: { key, channel: target.channelId, thread: target.threadId } },
    ...(edits === undefined ? {} : { edits }),
    ...(files.length > 0 ? { files: files.map((file) => fileId.parse(file).id) } : {}),
  };
  const isRoomFor = (text: string) => text.length <= slackLimits.buttonValue;
  const whole = JSON.stringify({ ...said, written });
  const value = isRoomFor(whole) ? whole : JSON.stringify({ ...said, packed: pack(written) });
  if (!isRoomFor(value)) return undefined;
  const [action_id, label] = edits === undefined ? [offerAction, 'Make it'] : [editAction, 'Edit the picture above'];
  return { type: 'button', action_id, value, text: { type: 'plain_text', text: `${label} · ${credits(price)}` } };
}

/** What the button holds: the price, what was written, and where; without place and key if an earlier version made it. @throws Failure unknown_button */
export function readOffer(value: string) {
  const { price, written, packed, files = [], at, edits } = parsed(value);
  const place = at && { channelId: at.channel, ...(at.thread === undefined ? {} : { threadId: at.thread }) };
  return {
    price,
    written: written ?? unpack(packed ?? ''),
    files: files.map((id) => ({ id })),
    place,
    key: at?.key,
    edits,
  };
}

function parsed(value: string): z.output<typeof inValue> {
  try {
    return inValue.parse(JSON.parse(value));
  } catch {
    throw fromAnotherVersion('button');
  }
}

/** Of English words a little more than a third, as Brotli knows many of them; nothing of it has to be kept by us. */
const pack = (words: string): string =>
  brotliCompressSync(Buffer.from(words), {
    params: { [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT },
  }).toString('base64url');

/** More is no prompt of anybody's. */
const mostBytes = 40_000;

/** @throws Failure unknown_button */
function unpack(packed: string): string {
  try {
    return brotliDecompressSync(Buffer.from(packed, 'base64url'), { maxOutputLength: mostBytes }).toString();
  } catch {
    throw fromAnotherVersion('button');
  }
}
