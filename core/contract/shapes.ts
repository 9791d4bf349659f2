import { z } from 'zod';

/** What api and web say to each other. Times are ISO 8601 in UTC, credits whole numbers, ids UUIDs. */
const time = z.iso.datetime();
const platform = z.enum(['discord', 'slack']);

/** What a person types on one line: control characters are none of it, and PostgreSQL keeps no NUL. */
export const line = z.string().overwrite((text) => text.replaceAll(/\p{Cc}/gu, ' ').trim());

export const user = z
  .object({
    id: z.uuid(),
    email: z.email(),
    /** May be empty. */
    name: z.string(),
    emailVerified: z.boolean(),
    /** False for who has only ever signed in with Discord or Slack. */
    hasPassword: z.boolean(),
    createdAt: time,
  })
  .meta({ id: 'User' });

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
    /** The server or workspace, where known: "Sprite Forge". */
    name: z.string().nullable(),
  })
  .meta({ id: 'Place' });

/** A team's wallet by its name, “Sprite Forge’s team wallet”, where it was not your own that paid. */
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
    /** 0 to 1 where the model tells; null where it does not, or waits. */
    progress: z.number().min(0).max(1).nullable(),
    /** How many requests of everybody's go first while it is in line. */
    ahead: z.int().min(0),
    /** How many of its images are stored already. */
    stored: z.int().min(0),
    createdAt: time,
    place,
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
    isCanceled: z.boolean(),
    /** In a sentence. */
    why: z.string(),
    /** What to do now; null where there is nothing to do. */
    next: z.string().nullable(),
    finishedAt: time,
    place,
    paidBy,
  })
  .meta({ id: 'Shortfall' });

export const assetSummary = z
  .object({
    id: z.uuid(),
    prompt: z.string(),
    width: z.int(),
    height: z.int(),
    /** Drawn without smoothing when enlarged. */
    isPixelArt: z.boolean(),
    model: z.string(),
    projectId: z.uuid().nullable(),
    createdAt: time,
    /** Same-origin paths; the session's owner alone may fetch them. */
    thumbnailUrl: z.string(),
    imageUrl: z.string(),
  })
  .meta({ id: 'AssetSummary' });

export const asset = assetSummary
  .extend({
    generationId: z.uuid(),
    /** Null: its model takes none. */
    seed: z.int().nullable(),
    /** What this image cost. */
    price: z.int(),
    size: z.string(),
    byteLength: z.int(),
    place,
    paidBy,
    project: z.object({ id: z.uuid(), name: z.string() }).nullable(),
    /** What to type in chat to make it again: `/imagine prompt:… seed:…`. One for each platform's way of writing it. */
    useAgain: z.object({
      discord: z.string(),
      slack: z.string(),
      /** What these words cannot bring back, or what else they make: "It makes 4 images; this is the second." Null: exactly this image. */
      note: z.string().nullable(),
    }),
    downloadUrl: z.string(),
    /** The one before and after it in the gallery, newest first, among those that pass the filter. */
    newerId: z.uuid().nullable(),
    olderId: z.uuid().nullable(),
  })
  .meta({ id: 'Asset' });

export const project = z
  .object({
    id: z.uuid(),
    name: z.string(),
    /** What /imagine takes where nothing else is said. Null: UPixel's own default. */
    defaults: z.object({ model: z.string().nullable(), size: z.string().nullable(), style: z.string() }),
    archivedAt: time.nullable(),
    createdAt: time,
    assetCount: z.int(),
    /** Its newest images, at most four. */
    covers: z.array(z.object({ thumbnailUrl: z.string(), isPixelArt: z.boolean() })).max(4),
  })
  .meta({ id: 'Project' });

export const projectName = line.min(1, 'Give the project a name.').max(80, 'At most 80 characters.');
export const projectDefaults = z.object({
  model: line.max(100).nullable(),
  size: line.max(40).nullable(),
  style: line.max(300, 'At most 300 characters.'),
});

export const ledgerKind = z.enum([
  'grant',
  'hold',
  'release',
  'forfeit',
  'refund',
  'expire',
  'dispute',
  'gift',
  'correction',
]);

export const ledgerLine = z
  .object({
    id: z.string(),
    kind: ledgerKind,
    amount: z.int(),
    /** The wallet's balance just after this line. */
    balanceAfter: z.int(),
    /** The line explained: "4 images with rd-fast: “a fox knight”". */
    words: z.string(),
    lot: z.object({ id: z.uuid(), label: z.string(), expiresAt: time.nullable() }),
    generationId: z.uuid().nullable(),
    createdAt: time,
  })
  .meta({ id: 'LedgerLine' });

export const identity = z
  .object({
    id: z.uuid(),
    platform,
    name: z.string(),
    /** The server or workspace in which it was linked, where known. */
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
    /** "Firefox on Linux", where the browser tells. */
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
  })
  .meta({ id: 'Model' });

/** What a one-time link from chat is about to do. */
export const linkPreview = z
  .object({
    identity: z.object({
      platform,
      name: z.string(),
      placeName: z.string().nullable(),
      /** A data: URL, so that showing it asks nobody else for anything. */
      avatar: z.string().nullable(),
    }),
    /** Credits the identity brings along. */
    credits: z.int().min(0),
    /** Credits left of a second trial, which do not count twice. */
    secondTrialCredits: z.int().min(0),
    /** Requests and pictures that come along. */
    generations: z.int().min(0),
    assets: z.int().min(0),
    expiresAt: time,
    /** Null: not signed in. Who is sees where it would go. */
    account: z.object({ email: z.email(), name: z.string() }).nullable(),
  })
  .meta({ id: 'LinkPreview' });

/** RFC 9457: `type` is stable and names the case; `detail` is for the person. */
export const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    /** What happened and what it cost. */
    detail: z.string(),
    /** What to do next. */
    next: z.string(),
    /** Which fields were wrong, by their path. */
    errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
    /** To quote when asking for help. */
    reference: z.string().optional(),
  })
  .meta({ id: 'Problem' });

/** A page of a list. `next` goes in as `cursor` for the following one; null at the end. */
export const pageOf = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), next: z.string().nullable() });

export const paging = z.object({
  cursor: z.string().max(200).optional().describe('`next` of the page before.'),
  limit: z.coerce.number().int().min(1).max(100).default(40).describe('Items on a page.'),
});

export type User = z.infer<typeof user>;
export type Lot = z.infer<typeof lot>;
export type Place = z.infer<typeof place>;
export type RunningGeneration = z.infer<typeof runningGeneration>;
export type Shortfall = z.infer<typeof shortfall>;
export type AssetSummary = z.infer<typeof assetSummary>;
export type Asset = z.infer<typeof asset>;
export type Project = z.infer<typeof project>;
export type LedgerLine = z.infer<typeof ledgerLine>;
export type Identity = z.infer<typeof identity>;
export type Session = z.infer<typeof session>;
export type Model = z.infer<typeof model>;
export type LinkPreview = z.infer<typeof linkPreview>;
export type Problem = z.infer<typeof problem>;
