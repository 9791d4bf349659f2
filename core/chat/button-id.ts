import { z } from 'zod';

/** What a button does. The id names a row, so a press is answered from the database and works after any restart. */
export const buttonActions = [
  'again',
  'cancel',
  'delete',
  'confirm-delete',
  'show',
  'unlink',
  'buy',
  'get-credits',
  'undo-gift',
] as const;
export type ButtonAction = (typeof buttonActions)[number];

export interface ButtonId {
  action: ButtonAction;
  id: string;
  /** Tells apart buttons of one card that do the same. */
  n: number;
}

const shape = z.tuple([z.literal('v1'), z.enum(buttonActions), z.uuid(), z.coerce.number().int().min(0)]);

/** `v1:<action>:<id>:<n>`, at most 100 characters, Discord's limit. */
export function encodeButtonId(action: ButtonAction, id: string, n = 0): string {
  return `v1:${action}:${id}:${n}`;
}

/** Undefined for anything that is not a button of ours, e.g. of an older version. */
export function decodeButtonId(text: string): ButtonId | undefined {
  const parsed = shape.safeParse(text.split(':'));
  if (!parsed.success) return undefined;
  const [, action, id, n] = parsed.data;
  return { action, id, n };
}
