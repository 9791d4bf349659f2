import { z } from 'zod';
import { assetLayout } from '../../assets/layout/asset-layout.ts';
import { platformIds } from '../platforms.ts';
import { visible } from '../visible.ts';

/** What api and web exchange. Times are ISO 8601 in UTC, credits whole numbers, ids UUIDs. */
const time = z.iso.datetime();
export const platform = z.enum(platformIds);

/** One line of a person's text: control characters are replaced, as PostgreSQL stores no NUL; one that shows nothing is empty. */
export const line = z.string().overwrite((text) => visible(text.replaceAll(/\p{Cc}/gu, ' ').trim()));

/** What was done to another picture. */
export const toolName = z.enum(['upscale', 'vary', 'cut-out', 'edit', 'describe', 'pixel-art', 'recolour']);

export const longestPalette = 4000;

/** What only models that draw pixel art take. */
export const pixels = z
  .object({
    colours: z.int().min(2, 'At least 2.').max(256, 'At most 256.').optional(),
    /** One of theirs or a classic by its name, or colours in hex. */
    palette: z.string().trim().max(longestPalette).optional(),
    background: z.literal('none').optional(),
    /** A style of the model’s own. */
    preset: line.max(40).optional(),
    /** Along which sides it continues itself. */
    seamless: z.enum(['x', 'y', 'both']).optional(),
    /** The model adds no words of its own. */
    literal: z.boolean().optional(),
  })
  .meta({ id: 'Pixels' });

export const lot = z
  .object({
    id: z.uuid(),
    origin: z.enum(['trial', 'purchase', 'plan', 'grant', 'gift']),
    /** Where the credits come from, in words. */
    label: z.string(),
    balance: z.int().min(0),
    /** Null: never. */
    expiresAt: time.nullable(),
    createdAt: time,
  })
  .meta({ id: 'Lot' });

export const place = z
  .object({
    platform,
    /** The server or workspace, if known: "Sprite Forge". */
    name: z.string().nullable(),
  })
  .meta({ id: 'Place' });

/** A team's wallet by its name, “Sprite Forge’s team wallet”, if yours did not pay. */
const paidBy = z.string().nullable();

export const runningGeneration = z
  .object({
    id: z.uuid(),
    prompt: z.string(),
    model: z.string(),
    count: z.int(),
    price: z.int(),
    status: z.enum(['queued', 'running']),
    canceling: z.boolean(),
    /** 0 to 1 if the model reports it; null if not, or while waiting. */
    progress: z.number().min(0).max(1).nullable(),
    /** How many requests, of all people, go first while it waits in line. */
    ahead: z.int().min(0),
    /** How many of its images are already stored. */
    stored: z.int().min(0),
    createdAt: time,
    /** Null: not asked for in a chat. */
    place: place.nullable(),
    paidBy,
  })
  .meta({ id: 'RunningGeneration' });

/** A request that ended with fewer images than were asked for. */
export const shortfall = z
  .object({
    id: z.uuid(),
    prompt: z.string(),
    model: z.string(),
    count: z.int(),
    stored: z.int().min(0),
    creditsBack: z.int().min(0),
    /** As a sentence. */
    why: z.string(),
    /** What to do now; null if there is nothing to do. */
    next: z.string().nullable(),
    finishedAt: time,
    /** Null: not asked for in a chat. */
    place: place.nullable(),
    paidBy,
  })
  .meta({ id: 'Shortfall' });

/** Of an animation: how large a frame of it is, and where it moves, as a GIF that is enlarged. */
export const moves = z.object({ width: z.int(), height: z.int(), url: z.string() });
export type Moves = z.infer<typeof moves>;

export const assetSummary = z
  .object({
    id: z.uuid(),
    /** The prompt, or the title if there was none. */
    prompt: z.string(),
    width: z.int(),
    height: z.int(),
    /** Null: it is one picture. */
    moves: moves.nullable(),
    /** Enlarged without smoothing. */
    isPixelArt: z.boolean(),
    /** Null: no model made it. */
    model: z.string().nullable(),
    /** The request that made it; null: none did. */
    generationId: z.uuid().nullable(),
    projectId: z.uuid().nullable(),
    isFavourite: z.boolean(),
    /** What a button did to another picture, of which this one came; null: it was asked for in words, or uploaded. */
    tool: toolName.nullable(),
    createdAt: time,
    /** Same-origin paths; only the session's owner may fetch them. */
    thumbnailUrl: z.string(),
    /** Up to 640 pixels, for fine screens and wide places; null: the thumbnail has all that is in the picture. */
    largeThumbnailUrl: z.string().nullable(),
    imageUrl: z.string(),
    downloadUrl: z.string(),
  })
  .meta({ id: 'AssetSummary' });

/** What the frames of an image can be turned into: one file that moves, the program’s own, or the sheet with what says where they lie. */
export const movingForm = z.enum(['gif', 'apng', 'webp', 'aseprite', 'zip']);

/** What an image’s file can be turned into when it is downloaded. */
export const fileType = z.enum(['png', 'webp', 'jpeg']);

/** Another image beside one: of the same request, or one that it was made from or made into. */
export const relatedAsset = assetSummary
  .pick({
    id: true,
    width: true,
    height: true,
    moves: true,
    isPixelArt: true,
    thumbnailUrl: true,
    largeThumbnailUrl: true,
  })
  .meta({ id: 'RelatedAsset' });

export const asset = assetSummary
  .extend({
    /** A run at the provider, an operation on another image, or an upload by its owner. */
    source: z.enum(['run', 'operation', 'upload']),
    /** Null: its model takes none. */
    seed: z.int().nullable(),
    /** What this image cost. */
    price: z.int(),
    /** As requested. */
    size: z.string().nullable(),
    /** What should not be in it; empty if nothing was said. */
    negativePrompt: z.string(),
    /** How much of the picture that it began with was changed: 0 keeps it. Null: the model decided, or there was none. */
    strength: z.number().nullable(),
    /** Whether it began with a picture: `madeFrom`, or one that was added to the request. */
    hasReference: z.boolean(),
    /** The image of one’s own that it was made from, or that was named as its reference, as long as it is there. */
    madeFrom: relatedAsset.nullable(),
    /** What was made from it, newest first, at most twelve. */
    madeInto: z.array(relatedAsset).max(12),
    /** All images of its request that are there, this one among them, in their order. Empty if no request made it. */
    siblings: z.array(relatedAsset),
    /** As its file is stored. */
    fileType: fileType.or(z.literal('gif')),
    byteLength: z.int(),
    /** Of the file, in hex. */
    sha256: z.string(),
    /** Of pixel art: what it is, beside what it was to be; null: it was asked for to no contract. */
    contract: z
      .object({
        /** What every pixel of it was to be, so that anybody can check it again. */
        asked: z.object({
          width: z.int(),
          height: z.int(),
          maxColours: z.int(),
          /** In hex; null: any colours. */
          palette: z.array(z.string()).nullable(),
          alpha: z.enum(['none', 'binary']),
        }),
        /** `32 × 32 · 12 colours · alpha 0/255 · grid 1.00 ✓` */
        facts: z.string(),
        isKept: z.boolean(),
        /** What is not as asked, as sentences. */
        breaches: z.array(z.string()),
        /** What was done to the model’s picture so that it is, as sentences. */
        changes: z.array(z.string()),
        /** What is wrong with its frames, as sentences with their numbers. */
        findings: z.array(z.string()),
        /** It is from a second try, at our cost. */
        isSecondTry: z.boolean(),
        checkedAt: time,
        version: z.int(),
        /** The model did not keep to it: it may be kept, or given back for what it cost. */
        isOffered: z.boolean(),
      })
      .nullable(),
    /** How its file holds the frames of an animation, or the tiles of a set; null: it is one picture. */
    layout: assetLayout.nullable(),
    /** Whether the file says that a model made it. */
    isMarked: z.boolean(),
    /** Null: not asked for in a chat. */
    place: place.nullable(),
    paidBy,
    project: z.object({ id: z.uuid(), name: z.string() }).nullable(),
    /** What to type in chat to make it again, in each platform's syntax: `/imagine prompt:… seed:…`. */
    useAgain: z
      .object({
        discord: z.string(),
        slack: z.string(),
        /** What this cannot bring back, or what else it makes: "It makes 4 images; this is the second." Null: exactly this image. */
        note: z.string().nullable(),
      })
      .nullable(),
    /** Its neighbours in the gallery, as it is sorted, among those that pass the filter. */
    newerId: z.uuid().nullable(),
    olderId: z.uuid().nullable(),
  })
  .meta({ id: 'Asset' });

export const assetTitle = line.min(1, 'Give it a title.').max(200, 'At most 200 characters.');
export const identity = z
  .object({
    id: z.uuid(),
    platform,
    name: z.string(),
    /** The server or workspace in which it was linked, if known. */
    placeName: z.string().nullable(),
    avatarUrl: z.string().nullable(),
    linkedAt: time,
    /** Whether it can also be used to sign in. */
    signsIn: z.boolean(),
  })
  .meta({ id: 'Identity' });

export const session = z
  .object({
    id: z.uuid(),
    isThisOne: z.boolean(),
    /** "Firefox on Linux", if the browser tells. */
    browser: z.string(),
    createdAt: time,
    lastUsedAt: time,
    expiresAt: time,
  })
  .meta({ id: 'Session' });

/** A page of a list. Pass `next` as `cursor` to get the following one; null at the end. */
export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), next: z.string().nullable() });

export const paging = z.object({
  cursor: z.string().max(200).optional().describe('`next` of the page before.'),
  limit: z.coerce.number().int().min(1).max(100).default(40).describe('Items on a page.'),
});

export type Lot = z.infer<typeof lot>;
export type Place = z.infer<typeof place>;
export type RunningGeneration = z.infer<typeof runningGeneration>;
export type Shortfall = z.infer<typeof shortfall>;
export type AssetSummary = z.infer<typeof assetSummary>;
export type Asset = z.infer<typeof asset>;
export type RelatedAsset = z.infer<typeof relatedAsset>;
export type FileType = z.infer<typeof fileType>;
export type MovingForm = z.infer<typeof movingForm>;
export type Identity = z.infer<typeof identity>;
export type Session = z.infer<typeof session>;
export type Pixels = z.infer<typeof pixels>;
