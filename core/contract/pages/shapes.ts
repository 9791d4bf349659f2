import { z } from 'zod';
import { assetLayout } from '../../assets/layout/asset-layout.ts';
import { platformIds } from '../platforms.ts';

/** What api and web exchange. Times are ISO 8601 in UTC, credits whole numbers, ids UUIDs. */
const time = z.iso.datetime();
export const platform = z.enum(platformIds);

/** One line of a person's text: control characters are replaced, and PostgreSQL stores no NUL. */
export const line = z.string().overwrite((text) => text.replaceAll(/\p{Cc}/gu, ' ').trim());

/** What was done to another picture. */
export const toolName = z.enum(['upscale', 'vary', 'cut-out', 'edit', 'describe', 'pixel-art']);

export const longestPalette = 4000;

/** What only models that draw pixel art take. */
export const pixels = z
  .object({
    colours: z.int().min(2, 'At least 2.').max(256, 'At most 256.').optional(),
    /** A classic by its name, or colours in hex. */
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

/** Of a project, whose palette is one that is kept. */
const projectPixels = pixels.omit({ palette: true });

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

/** A picture as it stands for others. */
const cover = assetSummary.pick({
  thumbnailUrl: true,
  largeThumbnailUrl: true,
  width: true,
  height: true,
  isPixelArt: true,
});

/** As the model makes it best, which is mostly a JPEG; or PNG always. */
const fileFormat = z.enum(['best', 'png']);

export const project = z
  .object({
    id: z.uuid(),
    name: z.string(),
    /** What /imagine uses if nothing else is given. Null: UPixel's own default. */
    defaults: z.object({
      model: z.string().nullable(),
      size: z.string().nullable(),
      format: fileFormat.nullable(),
      /** What its pixel art takes beside that; null: nothing. */
      pixel: projectPixels.nullable(),
      style: z.string(),
      /** One of one’s palettes, to which what is made there is locked. */
      paletteId: z.uuid().nullable(),
    }),
    archivedAt: time.nullable(),
    createdAt: time,
    assetCount: z.int(),
    /** What its owner wrote down about it. */
    notes: z.string(),
    /** The image that was chosen to stand for it; null: none, or it is not in the project any more. */
    coverId: z.uuid().nullable(),
    /** What stands for it: the chosen image, or the newest ones, at most four. */
    covers: z.array(cover).max(4),
  })
  .meta({ id: 'Project' });

export const assetTitle = line.min(1, 'Give it a title.').max(200, 'At most 200 characters.');
export const projectName = line.min(1, 'Give the project a name.').max(80, 'At most 80 characters.');
/** Several lines of them. */
export const projectNotes = z
  .string()
  .overwrite((text) =>
    text
      .replaceAll('\r\n', '\n')
      .replaceAll(/[^\P{Cc}\n]/gu, ' ')
      .trim(),
  )
  .max(2000, 'At most 2,000 characters.');
export const projectDefaults = z.object({
  model: line.max(100).nullable(),
  size: line.max(40).nullable(),
  format: fileFormat.nullable(),
  pixel: projectPixels.nullable(),
  style: line.max(300, 'At most 300 characters.'),
  paletteId: z.uuid().nullable(),
});

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

export const model = z
  .object({
    name: z.string(),
    label: z.string(),
    description: z.string(),
    priceCredits: z.int(),
    typicalSeconds: z.number(),
    isPixelArt: z.boolean(),
    /** How many pictures a request may begin with; 0: none. */
    mostReferences: z.int().min(0),
    takesStrength: z.boolean(),
    takesNegativePrompt: z.boolean(),
    takesSeed: z.boolean(),
    /** Null: as many as anybody sends. */
    maxPromptChars: z.int().nullable(),
    /** The pixels that it draws exactly, each side a multiple of `step`, and some that are usual. Null: shapes alone. */
    exactSizes: z.object({ min: z.int(), max: z.int(), step: z.int(), usual: z.array(z.string()) }).nullable(),
    /** What it takes for pixel art; `presets`: styles of its own, the first is its usual one. Null: it draws none. */
    pixel: z
      .object({
        presets: z.array(z.string()),
        palette: z.boolean(),
        background: z.boolean(),
        seamless: z.boolean(),
        literal: z.boolean(),
        /** The sides that those styles draw that draw others than the model; by their names. */
        sides: z.record(z.string(), z.object({ min: z.int(), max: z.int(), step: z.int() })),
        /** It draws tilesets of two grounds: the prompt names both with `|` between them. */
        grounds: z.boolean(),
      })
      .nullable(),
    /** It makes frames of what moves. */
    isAnimation: z.boolean(),
    /** Shapes that it draws; those of `sizes` if it draws them all. */
    shapes: z.array(z.string()),
  })
  .meta({ id: 'Model' });

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
export type Project = z.infer<typeof project>;
export type Identity = z.infer<typeof identity>;
export type Session = z.infer<typeof session>;
export type Pixels = z.infer<typeof pixels>;
export type Model = z.infer<typeof model>;
