import { z } from 'zod';
import { line } from '../pages/shapes.ts';
import * as exported from './export-shapes.ts';
import * as pixel from './pixel-shapes.ts';
import { toolNames, toolPrices } from './tool-shapes.ts';
import * as hooks from './webhook-shapes.ts';

/** What the API for people's own programs exchanges. A published field keeps its name and its meaning; there may be more of them later. */
const time = z.iso.datetime();

/** As typed in several lines, which become one. */
const words = line;

const status = z
  .enum(['queued', 'running', 'succeeded', 'failed', 'canceled'])
  .describe('`queued` and `running` go on by themselves; the others are final.');

export const asset = z.object({
  id: z.uuid(),
  prompt: z.string().describe('Or its title, if it came of no prompt.'),
  model: z.string().nullable().describe('Null: no model made it.'),
  width: z.int(),
  height: z.int(),
  isPixelArt: z.boolean().describe('To be enlarged by whole factors, without smoothing.'),
  projectId: z.uuid().nullable(),
  isFavourite: z.boolean(),
  createdAt: time,
  fileUrl: z.string().describe('The file as it was made. Fetch it with the same key.'),
  thumbnailUrl: z.string().describe('The same, small, as WebP.'),
});

export const assetDetail = asset.extend({
  source: z
    .enum(['run', 'operation', 'upload'])
    .describe('A model’s run, an operation on another picture, or an upload.'),
  generationId: z.uuid().nullable().describe('The request that made it.'),
  seed: z.int().nullable(),
  size: z.string().nullable().describe('As asked for.'),
  price: z.int().describe('Credits that it cost.'),
  byteLength: z.int().describe('Of its file.'),
  contract: pixel.pixelContract.nullable().describe('Of pixel art; null: it was asked for to no contract.'),
  layout: pixel.pixelLayout.nullable().describe('Of a file of frames or tiles; null: it is one picture.'),
});

export const generation = z.object({
  id: z.uuid(),
  status,
  prompt: z.string(),
  tool: z
    .enum([...toolNames, 'recolour'])
    .nullable()
    .describe('What was done to a picture, if a button in chat or on a page did it.'),
  model: z.string(),
  size: z.string().nullable().describe('Null: the shape of the picture that it was made from.'),
  count: z.int().describe('How many pictures were asked for.'),
  seed: z.int().nullable().describe('Null: the model takes none.'),
  price: z.int().describe('Credits held for all of it. What is not made goes back.'),
  canceling: z.boolean().describe('It was canceled, and what runs is about to end.'),
  progress: z.number().min(0).max(1).nullable().describe('Of what runs, if the model tells; null once it has ended.'),
  ahead: z.int().min(0).describe('How many requests, of all people, go first while it is queued.'),
  assets: z.array(asset).describe('Its pictures, as far as they are there.'),
  description: z.string().nullable().describe('What a model said of a picture, if it was asked to describe one.'),
  shortfall: z
    .object({
      missing: z.int(),
      creditsBack: z.int(),
      message: z.string().describe('Why, as a sentence.'),
      next: z.string().nullable().describe('What to do about it.'),
    })
    .nullable()
    .describe('If it ended with fewer pictures than were asked for.'),
  createdAt: time,
  finishedAt: time.nullable(),
});

/** A picture to begin with. */
const reference = z.discriminatedUnion('from', [
  z.strictObject({ from: z.literal('asset'), id: z.uuid().describe('One of your pictures.') }),
  z.strictObject({ from: z.literal('upload'), id: z.uuid().describe('One that you uploaded.') }),
]);

const pixels = z.strictObject({
  colours: z.int().min(2).max(256).optional().describe('At most so many.'),
  palette: z
    .string()
    .trim()
    .max(4000)
    .optional()
    .describe(
      'These colours alone: one of your palettes, a classic such as `pico-8`, or hex, such as `1a1c2c,f4f4f4`.',
    ),
  background: z.literal('none').optional().describe('Nothing is behind what is drawn.'),
  preset: line
    .max(40)
    .optional()
    .describe(
      'A style of the model’s own, from the list of models. For a tileset of two grounds `prompt` names both: `grey stones | lush grass`.',
    ),
  seamless: z.enum(['x', 'y', 'both']).optional().describe('Along which sides it continues itself.'),
  literal: z.boolean().optional().describe('The model adds no words of its own.'),
});

export const newGeneration = z.strictObject({
  prompt: words.min(1, 'Say what you want to see.').max(4000, 'At most 4,000 characters.'),
  model: line.max(100).optional().describe('By its name in the list of models; absent: your default.'),
  size: line
    .max(40)
    .optional()
    .describe(
      '`square`, `portrait`, `landscape`, `tall`, `wide`, or exact pixels such as `64x64` where the model draws them.',
    ),
  format: z
    .enum(['best', 'png'])
    .optional()
    .describe('`best`: as the model makes it best, mostly JPEG; or PNG always.'),
  count: z.int().min(1).max(4).default(1).describe('How many pictures; each is paid.'),
  seed: z
    .int()
    .min(0)
    .max(2 ** 31 - 1)
    .optional()
    .describe('The same seed and words give the same picture again.'),
  negativePrompt: words.min(1).max(1000).optional().describe('What must not be in it, for models that take that.'),
  references: z.array(reference).max(3).default([]).describe('Pictures to begin with, as many as the model takes.'),
  strength: z.number().min(0).max(1).optional().describe('How much of the first reference is changed.'),
  pixel: pixels.optional().describe('What only models that draw pixel art take.'),
  projectId: z.uuid().optional().describe('The project that its pictures go to.'),
});

export const quote = z.object({
  price: z.int().describe('Credits for all of it.'),
  balance: z.int(),
  problems: z
    .array(
      z.object({
        field: z.string().nullable().describe('Null: it is about all of it.'),
        code: z.string(),
        message: z.string(),
        next: z.string(),
      }),
    )
    .describe('What would be refused, each with its code. None: it would be taken.'),
});

/** What may be made of a picture. */
export const toolUse = z.discriminatedUnion('tool', [
  z.strictObject({
    tool: z
      .enum(['upscale', 'vary', 'cut-out', 'describe', 'pixel-art'])
      .describe(
        '`vary` starts from the picture if its model takes one, else from the same words with other seeds; `cut-out` takes the background away; `describe` answers with words; `pixel-art` makes real pixel art of what looks like it, two pictures if one of two grids is right.',
      ),
  }),
  z.strictObject({
    tool: z.literal('edit'),
    instruction: words.min(1).max(3000).describe('What to change, in words.'),
    model: line.max(100).optional().describe('Absent: the usual one.'),
    reference: reference.optional().describe('A second picture to go by, where the model takes one.'),
  }),
]);

/** Real pixel art of a picture that looks like it. */
export const newPixelArt = z.strictObject({
  reference,
  colours: pixels.shape.colours,
  palette: pixels.shape.palette,
  longest: z
    .int()
    .min(8)
    .max(384)
    .optional()
    .describe('How many pixels its longer side is to have; absent: as many as its grid has.'),
});

export const upload = z.object({
  id: z.uuid(),
  contentType: z.string(),
  byteLength: z.int(),
  expiresAt: time.describe('Unused, it is deleted then.'),
});

const exactSizes = z.object({
  min: z.int(),
  max: z.int(),
  step: z.int().describe('Each side is a multiple of it.'),
  isSquare: z.boolean().describe('Both sides must be alike.'),
});

export const model = z.object({
  name: z.string().describe('What `model` of a request is.'),
  label: z.string(),
  description: z.string(),
  price: z.int().describe('Credits for one picture of a usual size.'),
  typicalSeconds: z.number(),
  isPixelArt: z.boolean(),
  sizes: z.array(z.string()).describe('The shapes that it draws.'),
  exactSizes: exactSizes
    .nullable()
    .describe('Sides, in pixels, of which any may be asked for without a preset, as `64x48`; null: none.'),
  maxReferences: z.int().min(0),
  takesStrength: z.boolean(),
  takesNegativePrompt: z.boolean(),
  takesSeed: z.boolean(),
  maxPromptLength: z.int().nullable(),
  presets: z.array(z.string()).describe('Styles of its own, for pixel art; the first is its usual one. Empty: none.'),
  presetSizes: z
    .array(exactSizes.extend({ preset: z.string() }))
    .describe('The same of those presets that have sides of their own, in place of `exactSizes`.'),
});

export const credits = z.object({
  balance: z.int().describe('Credits that can be spent now.'),
  onHold: z.int().describe('Held for what is being made.'),
  plan: z.string(),
});

export const project = z.object({
  id: z.uuid(),
  name: z.string(),
  isArchived: z.boolean(),
  assetCount: z.int(),
  createdAt: time,
});

export const newShare = z.strictObject({
  assetIds: z
    .array(z.uuid())
    .min(1)
    .max(50)
    .describe('The pictures, in the order in which they are shown: each made here, and in your gallery now.'),
  showsPrompt: z.boolean().default(false).describe('Whether it shows what was asked for.'),
  showsName: z.boolean().default(false).describe('Whether it shows your display name.'),
  isListed: z.boolean().default(false).describe('Whether search engines may list it.'),
  expiresAt: time
    .refine((end) => Date.parse(end) > Date.now(), 'Choose an end that is still to come.')
    .nullable()
    .default(null)
    .describe('When it ends by itself; null: when you end it.'),
});

export const share = z.object({
  id: z.uuid(),
  url: z.string().nullable().describe('What to give to people. Null: it has ended, or can no longer be read.'),
  pictures: z.int().describe('How many it was made for.'),
  seen: z.int().describe('How many of them are still to be seen.'),
  showsPrompt: z.boolean(),
  showsName: z.boolean(),
  isListed: z.boolean(),
  expiresAt: time.nullable(),
  ended: z
    .enum(['time', 'operator'])
    .nullable()
    .describe('Its time is over, or the people who run this service ended it. Null: it is open.'),
  views: z.int().describe('How often a browser opened it.'),
  previews: z.int().describe('How often a chat or a search engine looked it up.'),
  createdAt: time,
});

export const paging = z.object({
  cursor: z.string().max(200).optional().describe('`next` of the page before.'),
  limit: z.coerce.number().int().min(1).max(100).default(40).describe('How many on a page.'),
});

export const apiError = z.object({
  error: z.object({
    code: z.string().describe('Stable: tell cases apart by it. New codes may come.'),
    message: z.string().describe('What happened, for a person.'),
    next: z.string().describe('What to do now.'),
    cost: z.int().nullable().describe('Credits that it cost: 0, or null if that is not known yet.'),
    fields: z
      .array(z.object({ path: z.string(), message: z.string() }))
      .optional()
      .describe('What is wrong with which field.'),
    reference: z.string().optional().describe('To quote when you ask us for help.'),
  }),
});

/** By the names that the description has them. */
export const v1Shapes = {
  Asset: asset,
  AssetDetail: assetDetail,
  Generation: generation,
  NewGeneration: newGeneration,
  Reference: reference,
  ToolUse: toolUse,
  ToolPrices: toolPrices,
  NewPixelArt: newPixelArt,
  Quote: quote,
  Upload: upload,
  NewExport: exported.newExport,
  Export: exported.madeExport,
  Reduction: pixel.reduction,
  NewShare: newShare,
  Share: share,
  Model: model,
  Credits: credits,
  Project: project,
  Webhook: hooks.webhook,
  NewWebhook: hooks.newWebhook,
  WebhookChanges: hooks.webhookChanges,
  MadeWebhook: hooks.madeWebhook,
  WebhookDelivery: hooks.webhookDelivery,
  WebhookMessage: hooks.webhookMessage,
  ApiError: apiError,
} as const satisfies Record<string, z.ZodType>;

export type V1Asset = z.infer<typeof asset>;
export type V1Layout = z.infer<typeof pixel.pixelLayout>;
export type V1Contract = z.infer<typeof pixel.pixelContract>;
export type V1Generation = z.infer<typeof generation>;
export type V1Share = z.infer<typeof share>;
export type V1Error = z.infer<typeof apiError>;
