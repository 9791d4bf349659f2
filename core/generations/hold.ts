import { z } from 'zod';
import { planKey } from '../billing/plans.ts';
import { targetRow } from '../chat/stored-target.ts';
import { flag, float, int, platform, text, uuid } from '../database/columns.ts';
import { sqlFunction } from '../database/sql-function.ts';
import { pixelWish } from '../models/pixel-wish.ts';
import { payChoices, teamRefusal } from '../teams/team-here.ts';
import { unpaidRefusal } from './unpaid.ts';

const asked = z.strictObject({
  id: uuid,
  requestKey: text,
  pressKey: text.nullable(),
  pressMs: int,
  unpaid: z.object({ perDay: int, perWorkspace: int }).partial(),
  /** Who asked: somebody in a chat, or an account alone. */
  identityId: uuid.nullable(),
  userId: uuid.nullable(),
  projectId: uuid.nullable(),
  model: text,
  /** Empty if it is sealed. */
  prompt: text,
  /** In base64. */
  promptSealed: text.nullable(),
  /** The same for what must not be in the picture. */
  negativePrompt: text,
  negativePromptSealed: text.nullable(),
  size: text,
  format: text,
  count: int,
  seed: int,
  inputImageKey: text.nullable(),
  referenceUrl: text.nullable(),
  secondImageKey: text.nullable(),
  secondReferenceUrl: text.nullable(),
  thirdImageKey: text.nullable(),
  thirdReferenceUrl: text.nullable(),
  strength: float.nullable(),
  pixel: pixelWish.nullable(),
  tool: text.nullable(),
  sourceAssetId: uuid.nullable(),
  originModel: text.nullable(),
  unitPrice: int,
  limits: z.record(planKey, z.object({ open: int, priority: int })),
  predictions: z.array(z.object({ slot: int, images: int, seed: int })),
  /** Where the answer goes; null: not to a chat. */
  target: targetRow
    .extend({
      /** The keyed hash, in hexadecimal. */
      workspaceIdHash: text.nullable(),
      /** Sealed, in base64. */
      workspaceIdSealed: text.nullable(),
      channelIdSealed: text.nullable(),
      threadIdSealed: text.nullable(),
      userIdSealed: text.nullable(),
      replyToken: text.nullable(),
      replyExpiresAt: z.iso.datetime().nullable(),
    })
    .nullable(),
  /** By the points of a day's refusals, how long after the last one nothing is made. */
  pauses: z.array(z.object({ from: int, pauseMs: int })).readonly(),
  /** How many images one member may ask for in a day where it was asked; null: as many as they like. */
  dailyImages: int.nullable(),
  /** Its pictures must pass the check for adult content. */
  needsCheck: flag,
  messageId: text.nullable(),
  announceMs: int,
  pay: z.enum(payChoices).nullable(),
  /** A null field means that the chat was not asked yet. */
  team: z
    .object({
      platform,
      externalId: text,
      externalIdHash: text.nullable(),
      memberName: text,
      groups: z.array(text).readonly().nullable(),
      guest: flag.nullable(),
    })
    .nullable(),
});
export type AskedRequest = Omit<z.input<typeof asked>, 'pay' | 'team'>;

const columns = z.object({
  balance: int,
  ahead: int,
  open: int,
  priority: int,
  paidByTeam: flag,
  teamName: text.nullable(),
  groups: z.array(text).nullable(),
});

/** The outcome of a request. `why` is about the team, unless it is about credits that nobody paid for. */
const outcome = z.discriminatedUnion('outcome', [
  columns.extend({
    outcome: z.enum([
      ...(['accepted', 'repeated', 'pressed_twice', 'too_many_open', 'too_few_credits'] as const),
      ...(['daily_cap', 'stopped'] as const),
      ...(['team_does_not_pay', 'groups_needed'] as const),
    ]),
    why: teamRefusal.nullable(),
  }),
  columns.extend({ outcome: z.literal('unpaid_limit'), why: unpaidRefusal }),
]);
export type HoldOutcome = z.infer<typeof outcome>;

/** Holds the price and records the request, or says why not: one statement, all or nothing. */
export const holdPrice = sqlFunction({ name: 'request_generation', args: asked, asDocument: true, row: outcome });
