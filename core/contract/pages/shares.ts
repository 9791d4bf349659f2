import { z } from 'zod';
import { reportReasons } from '../report-reasons.ts';
import type { Endpoint } from './endpoint.ts';
import { requestKey } from './made.ts';
import * as shape from './shapes.ts';

const tag = 'Sharing';
const time = z.iso.datetime();
const byId = z.object({ id: z.uuid() });
/** What stands in a link behind `/s/`. */
const token = z.string().min(20).max(100);

/** As many as fit on one page that somebody looks at. */
export const mostShared = 50;

/** A picture that a link shows, for whoever has the link: `image`, a thumbnail, `moving`, or `preview`, of a size and type that chats show. */
export const sharedFile = (at: string, number: number | string, kind: string) =>
  `/files/shared/${at}/${number}/${kind}`;

const choices = {
  showsPrompt: z.boolean().describe('Whether the link shows what was asked for.'),
  showsName: z.boolean().describe('Whether it shows your display name.'),
  isListed: z.boolean().describe('Whether search engines may list it.'),
  expiresAt: time
    .refine((end) => Date.parse(end) > Date.now(), 'Choose an end that is still to come.')
    .nullable()
    .describe('When it ends by itself; null: when you end it.'),
};

export const share = z
  .object({
    id: z.uuid(),
    /** Null: it has ended, or its address can no longer be read. */
    url: z.string().nullable(),
    /** The first of those that are still to be seen. */
    first: z.array(
      z.object({
        assetId: z.uuid(),
        prompt: z.string(),
        width: z.int(),
        height: z.int(),
        isPixelArt: z.boolean(),
        thumbnailUrl: z.string(),
        /** Null: the image itself is no larger than its thumbnail. */
        largeThumbnailUrl: z.string().nullable(),
      }),
    ),
    /** How many images it was made for, and how many of them are still to be seen. */
    pictures: z.int(),
    seen: z.int(),
    showsPrompt: z.boolean(),
    showsName: z.boolean(),
    isListed: z.boolean(),
    expiresAt: time.nullable(),
    /** `operator`: the people who run this service ended it. Null: it is open. */
    ended: z.enum(['time', 'operator']).nullable(),
    /** How often a browser opened it. */
    views: z.int(),
    /** How often a chat or a search engine looked it up. */
    previews: z.int(),
    createdAt: time,
  })
  .meta({ id: 'Share' });
export type Share = z.infer<typeof share>;

export const sharedPicture = z
  .object({
    /** Its number in the link, from 1; one that is gone leaves a gap. */
    number: z.int(),
    /** Null: its owner does not show it. */
    prompt: z.string().nullable(),
    width: z.int(),
    height: z.int(),
    /** Enlarged without smoothing. */
    isPixelArt: z.boolean(),
    moves: shape.moves.nullable(),
    thumbnailUrl: z.string(),
    /** Null: the image itself is no larger than its thumbnail. */
    largeThumbnailUrl: z.string().nullable(),
    imageUrl: z.string(),
    downloadUrl: z.string(),
  })
  .meta({ id: 'SharedPicture' });
export type SharedPicture = z.infer<typeof sharedPicture>;

export const shareEndpoints = {
  createShare: {
    method: 'POST',
    path: '/api/shares',
    summary: 'Makes a link that shows images of yours to whoever has it',
    tag,
    begins: true,
    body: z.object({
      ids: z.array(z.uuid()).min(1).max(mostShared),
      showsPrompt: choices.showsPrompt.default(false),
      showsName: choices.showsName.default(false),
      isListed: choices.isListed.default(false),
      expiresAt: choices.expiresAt.default(null),
      requestKey: requestKey.optional().describe('Chosen by you: the same key makes one link.'),
    }),
    answer: share,
  },
  listShares: {
    method: 'GET',
    path: '/api/shares',
    summary: 'Your links, newest first; those that you ended are gone',
    tag,
    query: shape.paging.extend({ asset: z.uuid().optional().describe('Only those that show this image.') }),
    answer: shape.pageOf(share),
  },
  updateShare: {
    method: 'PATCH',
    path: '/api/shares/:id',
    summary: 'Changes what a link shows, and when it ends',
    tag,
    params: byId,
    body: z.object(choices).partial(),
    answer: share,
  },
  revokeShare: {
    method: 'DELETE',
    path: '/api/shares/:id',
    summary: 'Ends a link: from this moment on it shows nothing',
    tag,
    params: byId,
  },
  openShare: {
    method: 'POST',
    path: '/api/shared/open',
    summary: 'What a link shows, to whoever has it',
    tag,
    open: true,
    body: z.object({ token }),
    answer: z.object({
      /** Null: its owner does not show it. */
      name: z.string().nullable(),
      pictures: z.array(sharedPicture),
      /** Whether it is the link of whoever is signed in here. */
      isYours: z.boolean(),
    }),
  },
  reportShare: {
    method: 'POST',
    path: '/api/shared/report',
    summary: 'Tells the people who run this service about an image that a link shows',
    tag,
    open: true,
    body: z.object({
      token,
      number: z.int().min(1).max(mostShared),
      reason: z.enum(reportReasons),
      words: shape.line.max(500).default(''),
    }),
    /** False: you reported it before. */
    answer: z.object({ isNew: z.boolean() }),
  },
} as const satisfies Record<string, Endpoint>;
