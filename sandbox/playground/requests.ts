import { z } from 'zod';

/** A file as the page sends it. */
const file = z.object({ filename: z.string().min(1), contentType: z.string(), base64: z.base64() });
export type SentFile = z.infer<typeof file>;

const optionValue = z.union([z.string(), z.number(), z.boolean(), file]);
/** The values of a form's fields. */
const fieldValues = z.record(z.string(), z.union([z.string(), z.array(z.string()), z.array(file)]));
export type FieldValues = z.infer<typeof fieldValues>;
const inDiscord = { userId: z.string(), channelId: z.string() };
const inSlack = inDiscord;

/** The page's requests to Discord's stand-in, by the last part of `POST /api/discord/…`. */
export const discordRequests = {
  command: z.object({
    ...inDiscord,
    name: z.string(),
    options: z.record(z.string(), optionValue),
    targetId: z.string().optional(),
  }),
  autocomplete: z.object({
    ...inDiscord,
    name: z.string(),
    options: z.record(z.string(), optionValue),
    focused: z.string(),
  }),
  click: z.object({
    userId: z.string(),
    messageId: z.string(),
    customId: z.string(),
    values: z.array(z.string()).optional(),
  }),
  'submit-modal': z.object({
    userId: z.string(),
    interactionId: z.string(),
    customId: z.string(),
    values: fieldValues,
  }),
  'close-modal': z.object({ userId: z.string() }),
  dismiss: z.object({ userId: z.string(), messageId: z.string() }),
  'dismiss-notice': z.object({ noticeId: z.string() }),
  say: z.object({ ...inDiscord, content: z.string(), files: z.array(file) }),
  'closed-dms': z.object({ userId: z.string(), closed: z.boolean() }),
  permission: z.object({ channelId: z.string(), canPost: z.boolean() }),
  membership: z.object({ guildId: z.string(), member: z.boolean() }),
  'drop-connections': z.object({}),
} satisfies Record<string, z.ZodType>;

const place = { channelId: z.string().optional(), ts: z.string().optional(), viewId: z.string().optional() };

/** Likewise for Slack's, `POST /api/slack/…`. */
export const slackRequests = {
  command: z.object({ ...inSlack, command: z.string(), text: z.string(), threadTs: z.string().optional() }),
  /** In a message (`channelId` and `ts`) or in a view (`viewId`). */
  click: z.object({
    userId: z.string(),
    ...place,
    actionId: z.string(),
    value: z.string().optional(),
    selected: z.array(z.string()).optional(),
  }),
  suggest: z.object({ userId: z.string(), ...place, actionId: z.string(), value: z.string() }),
  'submit-view': z.object({
    userId: z.string(),
    viewId: z.string(),
    values: fieldValues,
  }),
  'close-view': z.object({ userId: z.string(), viewId: z.string(), all: z.boolean().optional() }),
  mention: z.object({ ...inSlack, text: z.string(), threadTs: z.string().optional(), files: z.array(file) }),
  /** In the menu of a message (`ts`), or one that opens anywhere. */
  shortcut: z.object({ ...inSlack, ts: z.string().optional(), callbackId: z.string() }),
  'open-home': z.object({ userId: z.string() }),
  uninstall: z.object({ teamId: z.string() }),
} satisfies Record<string, z.ZodType>;

/** And for the sandbox itself, `POST /api/sandbox/…`. */
export const sandboxRequests = {
  'move-clock': z.object({ ms: z.int().positive() }),
  'add-fault': z.object({ faultId: z.string() }),
  'clear-faults': z.object({}),
  credit: z.object({ dollars: z.number().nonnegative().nullable() }),
  reset: z.object({}),
} satisfies Record<string, z.ZodType>;

type Requests = Record<string, z.ZodType>;
/** A function for every request; a missing one does not compile. */
export type ActionsFor<R extends Requests> = { [K in keyof R]: (input: z.output<R[K]>) => unknown };
export type Inputs<R extends Requests> = { [K in keyof R]: z.input<R[K]> };
