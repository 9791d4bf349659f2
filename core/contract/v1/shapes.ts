import { z } from 'zod';
import { line } from '../pages/shapes.ts';

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
});

export const generation = z.object({
  id: z.uuid(),
  status,
  prompt: z.string(),
  tool: z
    .enum(['upscale', 'vary', 'cut-out', 'edit', 'describe'])
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
      .enum(['upscale', 'vary', 'cut-out', 'describe'])
      .describe('`cut-out` takes the background away; `describe` answers with words.'),
  }),
  z.strictObject({
    tool: z.literal('edit'),
    instruction: words.min(1).max(3000).describe('What to change, in words.'),
    model: line.max(100).optional().describe('Absent: the usual one.'),
    reference: reference.optional().describe('A second picture to go by, where the model takes one.'),
  }),
]);

export const upload = z.object({
  id: z.uuid(),
  contentType: z.string(),
  byteLength: z.int(),
  expiresAt: time.describe('Unused, it is deleted then.'),
});

export const model = z.object({
  name: z.string().describe('What `model` of a request is.'),
  label: z.string(),
  description: z.string(),
  price: z.int().describe('Credits for one picture of a usual size.'),
  typicalSeconds: z.number(),
  isPixelArt: z.boolean(),
  sizes: z.array(z.string()),
  exactSizes: z
    .object({ min: z.int(), max: z.int(), step: z.int() })
    .nullable()
    .describe('Sides, in pixels, of which any may be asked for, as `64x48`; null: none.'),
  maxReferences: z.int().min(0),
  takesStrength: z.boolean(),
  takesNegativePrompt: z.boolean(),
  takesSeed: z.boolean(),
  maxPromptLength: z.int().nullable(),
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
  Quote: quote,
  Upload: upload,
  Model: model,
  Credits: credits,
  Project: project,
  ApiError: apiError,
} as const satisfies Record<string, z.ZodType>;

export type V1Asset = z.infer<typeof asset>;
export type V1Generation = z.infer<typeof generation>;
export type V1Error = z.infer<typeof apiError>;
