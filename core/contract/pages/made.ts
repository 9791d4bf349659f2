import { z } from 'zod';
import * as shape from './shapes.ts';

/** What the pages and the API say of making images. As in shapes.ts: times are ISO 8601 in UTC, credits whole numbers, ids UUIDs. */
const time = z.iso.datetime();

/** Images of one request, and pictures that one may begin with. */
export const mostImages = 4;
export const mostReferences = 3;
export const maxSeed = 2 ** 31 - 1;
export const longestPrompt = 4000;
export const longestNegativePrompt = 1000;
export const longestInstruction = 3000;
/** A picture that somebody adds. */
export const maxUploadBytes = 15 * 1024 * 1024;

/** Chosen by the caller for each thing that is wanted: a double click, or another try after a lost answer, makes one. */
export const requestKey = z.uuid();

/** A picture to start from. */
export const reference = z
  .discriminatedUnion('from', [
    /** One of one's own images. */
    z.object({ from: z.literal('asset'), id: z.uuid() }),
    /** One that was uploaded. */
    z.object({ from: z.literal('upload'), id: z.uuid() }),
    /** One that an earlier request of one's own began with, while it is kept: the first, second or third. */
    z.object({ from: z.literal('request'), id: z.uuid(), number: z.int().min(1).max(mostReferences) }),
  ])
  .meta({ id: 'Reference' });

const prompt = shape.line.max(longestPrompt, `At most ${longestPrompt.toLocaleString('en')} characters.`);

/** What is to be made. What is left out is of the project, then as one's settings say, then as for everybody. */
export const wish = z.object({
  prompt: prompt.min(1, 'Say what you want to see.'),
  model: shape.line.max(100).optional(),
  /** A shape, or exact pixels such as `64x64`. */
  size: shape.line.max(40).optional(),
  format: z.enum(['best', 'png']).optional(),
  count: z.int().min(1).max(mostImages).default(1),
  seed: z.int().min(0).max(maxSeed).optional(),
  negativePrompt: shape.line.min(1).max(longestNegativePrompt).optional(),
  references: z.array(reference).max(mostReferences).default([]),
  /** How much of the first of them is changed. */
  strength: z.number().min(0).max(1).optional(),
  pixel: shape.pixels.optional(),
  projectId: z.uuid().optional(),
});
/** While it is still being written. */
export const wishSoFar = wish.extend({ prompt: prompt.default('') });

/** What would be refused, before it costs anything. */
export const hindrance = z
  .object({
    /** Null: it is about all of it. */
    field: z
      .enum([
        ...(['prompt', 'model', 'size', 'seed', 'negativePrompt', 'references', 'strength', 'project'] as const),
        ...(['colours', 'palette', 'background', 'preset', 'seamless', 'literal'] as const),
      ])
      .nullable(),
    /** As a problem's `type`. */
    type: z.string(),
    title: z.string(),
    detail: z.string(),
    next: z.string(),
    /** What would do in its place. */
    nearest: z.string().nullable(),
  })
  .meta({ id: 'Hindrance' });

export const quote = z
  .object({
    price: z.int().min(0),
    /** Of one image. */
    unitPrice: z.int().min(0),
    balance: z.int(),
    /** What would make it; null: there is no such model. */
    model: z.string().nullable(),
    hindrances: z.array(hindrance),
  })
  .meta({ id: 'Quote' });

/** A request that was recorded and paid. */
export const begun = z
  .object({
    /** The request's. */
    id: z.uuid(),
    price: z.int().min(0),
    /** Credits left. */
    balance: z.int(),
    /** Requests, of all people, that go first. */
    ahead: z.int().min(0),
    /** It was begun before, with the same key. */
    isRepeated: z.boolean(),
  })
  .meta({ id: 'Begun' });

/** One request, and what came of it so far. */
export const generation = z
  .object({
    id: z.uuid(),
    prompt: z.string(),
    model: z.string(),
    /** What was done to another picture; null: it is made from words. */
    tool: shape.toolName.nullable(),
    count: z.int(),
    price: z.int(),
    /** As requested; null: that of another picture. */
    size: z.string().nullable(),
    /** Null: its model takes none. */
    seed: z.int().nullable(),
    status: z.enum(['queued', 'running', 'succeeded', 'failed', 'canceled']),
    canceling: z.boolean(),
    /** It is made, and waits for our check. */
    checking: z.boolean(),
    /** 0 to 1 if the model reports it; null if not, or while waiting. */
    progress: z.number().min(0).max(1).nullable(),
    /** How many requests, of all people, go first while it waits in line. */
    ahead: z.int().min(0),
    /** Those that are there, in their order. */
    images: z.array(shape.assetSummary),
    /** What a model said of a picture. */
    description: z.string().nullable(),
    /** It ended with fewer images than were asked for. */
    shortfall: z
      .object({
        stored: z.int().min(0),
        creditsBack: z.int().min(0),
        /** As a sentence. */
        why: z.string(),
        /** What to do now; null if there is nothing to do. */
        next: z.string().nullable(),
      })
      .nullable(),
    /** Its two images are what one picture may be as pixel art: its owner keeps one. */
    isChoice: z.boolean(),
    /** Of a picture without a grid: how many pixels on its longer side are offered. */
    sizesOffered: z.array(z.int()),
    createdAt: time,
    finishedAt: time.nullable(),
    /** Null: not asked for in a chat. */
    place: shape.place.nullable(),
    /** A team's wallet by its name, if yours did not pay. */
    paidBy: z.string().nullable(),
  })
  .meta({ id: 'Generation' });

/** What could be made of a picture, and what it would cost; or why not, in words. */
export const toolOffer = z
  .discriminatedUnion('applies', [
    z.object({
      applies: z.literal(true),
      price: z.int().min(0),
      count: z.int().min(1),
      /** It is made from the picture, and not from its words alone with other seeds. */
      takesPicture: z.boolean(),
    }),
    z.object({ applies: z.literal(false), why: z.string(), next: z.string() }),
  ])
  .meta({ id: 'ToolOffer' });

export const tools = z.object({
  upscale: toolOffer,
  vary: toolOffer,
  'cut-out': toolOffer,
  /** By the usual editor. */
  edit: toolOffer,
  describe: toolOffer,
  'pixel-art': toolOffer,
  /** The request that made it, with a new seed. */
  again: toolOffer,
  /** The models that edit by words, the usual one first. */
  editors: z.array(
    z.object({
      name: z.string(),
      label: z.string(),
      price: z.int(),
      /** A second picture, to go by. */
      takesReference: z.boolean(),
    }),
  ),
  balance: z.int(),
});

export const toolPress = z.discriminatedUnion('tool', [
  z.object({ tool: z.enum(['upscale', 'vary', 'cut-out', 'describe', 'pixel-art', 'again']), requestKey }),
  z.object({
    tool: z.literal('edit'),
    requestKey,
    /** What to change. */
    instruction: shape.line.min(1, 'Say what to change.').max(longestInstruction),
    model: shape.line.max(100).optional(),
    reference: reference.optional(),
  }),
]);

/** What one may say of pixel art that is made of a picture. */
const snapWish = z.object({
  colours: shape.pixels.shape.colours,
  palette: shape.pixels.shape.palette,
  /** How many pixels its longer side is to have. Absent: as many as its grid has. */
  longest: z.int().min(8, 'At least 8.').max(384, 'At most 384.').optional(),
});

/** Real pixel art of a picture that looks like it: of one that was added, or of one of one's own. */
export const pixelArtWish = snapWish.extend({
  requestKey,
  reference: z.discriminatedUnion('from', [
    z.object({ from: z.literal('asset'), id: z.uuid() }),
    z.object({ from: z.literal('upload'), id: z.uuid() }),
  ]),
});

/** Of the picture of an earlier request, now as large as is said. */
export const pixelArtOtherwise = snapWish.extend({ requestKey });

/** What the request for an image said, for another one like it. */
export const recipe = z
  .object({
    prompt: z.string(),
    negativePrompt: z.string().nullable(),
    /** Null: none drew it, or it is offered no more. */
    model: z.string().nullable(),
    /** Null: that of another picture. */
    size: z.string().nullable(),
    format: z.enum(['best', 'png']),
    count: z.int(),
    /** Null: its model takes none. */
    seed: z.int().nullable(),
    strength: z.number().nullable(),
    /** What was said of pixel art; null: nothing. */
    pixel: shape.pixels.nullable(),
    projectId: z.uuid().nullable(),
    /** Those that are still kept, each with the address of its picture, for its owner alone. */
    references: z.array(z.object({ reference, url: z.string() })),
    /** Some that it began with are no longer kept. */
    areReferencesGone: z.boolean(),
  })
  .meta({ id: 'Recipe' });

/** A channel of a chat that a result can be sent to. */
export const sendPlace = z
  .object({
    id: z.uuid(),
    platform: shape.platform,
    /** The server or workspace, if known. */
    placeName: z.string().nullable(),
    /** Null where the chat does not tell it. */
    channelName: z.string().nullable(),
    /** When you asked there last, and where, if the chat tells. */
    askedAt: time,
    url: z.url().nullable(),
  })
  .meta({ id: 'SendPlace' });

export const sendPlaces = z
  .object({
    places: z.array(sendPlace),
    /** Chats that do not answer at the moment: there may be more in them. */
    silent: z.array(shape.platform),
  })
  .meta({ id: 'SendPlaces' });

/** A picture that was uploaded to start from. */
export const upload = z
  .object({
    id: z.uuid(),
    byteLength: z.int(),
    /** For its owner alone. */
    url: z.string(),
    /** When it is deleted. */
    expiresAt: time,
  })
  .meta({ id: 'Upload' });

export type Reference = z.infer<typeof reference>;
export type Wish = z.input<typeof wish>;
export type Hindrance = z.infer<typeof hindrance>;
export type Quote = z.infer<typeof quote>;
export type Generation = z.infer<typeof generation>;
export type Tools = z.infer<typeof tools>;
export type Recipe = z.infer<typeof recipe>;
export type SendPlace = z.infer<typeof sendPlace>;
export type Upload = z.infer<typeof upload>;
