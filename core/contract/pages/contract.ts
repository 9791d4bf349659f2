import { z } from 'zod';
import { platformIds } from '../platforms.ts';
import { adminContract } from './admin.ts';
import { apiKeyEndpoints } from './api-keys.ts';
import { assetEndpoints } from './assets.ts';
import { billingEndpoints } from './billing.ts';
import { deletionEndpoints } from './deletion.ts';
import type { Endpoint } from './endpoint.ts';
import { exportEndpoints } from './exports.ts';
import { homeEndpoints } from './home.ts';
import { ledgerKind, ledgerLine } from './ledger-shapes.ts';
import { linkEndpoints } from './link.ts';
import { makeEndpoints } from './make.ts';
import { preferenceEndpoints } from './preferences.ts';
import { policyStanding, privacyEndpoints } from './privacy.ts';
import { projectEndpoints } from './projects.ts';
import * as shape from './shapes.ts';
import { shareEndpoints } from './shares.ts';
import { teamEndpoints } from './team.ts';
import { teamGalleryEndpoints } from './team-gallery.ts';

const byId = z.object({ id: z.uuid() });
const days = {
  from: z.iso.date().optional().describe('The first day, in UTC.'),
  to: z.iso.date().optional().describe('The last day, in UTC.'),
};

const ledgerFilter = z.object({
  kind: ledgerKind.optional(),
  ...days,
});

/** The JSON API, once: api/ answers it, web/ calls it, /api/openapi.json describes it. A missing handler does not compile. */
export const contract = {
  getSession: {
    method: 'GET',
    path: '/api/session',
    summary: 'Who is signed in in this browser, if anybody',
    tag: 'Account',
    open: true,
    answer: z.object({
      user: shape.user.nullable(),
      /** May open /admin. */
      isOperator: z.boolean(),
      policies: policyStanding,
      /** The chats that can be used to sign in here. */
      signInWith: z.array(z.enum(platformIds)),
      /** The chats that UPixel can be added to: `/add/discord` leads there. */
      addTo: z.array(z.enum(platformIds)),
    }),
  },
  ...homeEndpoints,
  ...preferenceEndpoints,
  cancelGeneration: {
    method: 'POST',
    path: '/api/generations/:id/cancel',
    summary: 'Cancels a request that waits or runs; credits for what is not made go back',
    tag: 'Images',
    params: byId,
    answer: z.object({ outcome: z.enum(['canceled', 'canceling', 'too_late']) }),
  },
  ...assetEndpoints,
  ...projectEndpoints,
  ...shareEndpoints,
  listLedger: {
    method: 'GET',
    path: '/api/ledger',
    summary: 'Every change of your credits, newest first, in words',
    tag: 'Credits',
    query: shape.paging.extend(ledgerFilter.shape),
    answer: shape.pageOf(ledgerLine),
  },
  ...linkEndpoints,
  listSessions: {
    method: 'GET',
    path: '/api/sessions',
    summary: 'Where you are signed in',
    tag: 'Account',
    answer: z.object({ items: z.array(shape.session) }),
  },
  revokeSession: {
    method: 'DELETE',
    path: '/api/sessions/:id',
    summary: 'Signs one browser out',
    tag: 'Account',
    params: byId,
  },
  revokeOtherSessions: {
    method: 'POST',
    path: '/api/sessions/revoke-others',
    summary: 'Signs every other browser out',
    tag: 'Account',
    answer: z.object({ revoked: z.int() }),
  },
  listModels: {
    method: 'GET',
    path: '/api/models',
    summary: 'The models and what they cost',
    tag: 'Images',
    open: true,
    answer: z.object({ items: z.array(shape.model), sizes: z.array(z.string()) }),
  },
  ...makeEndpoints,
  ...apiKeyEndpoints,
  ...deletionEndpoints,
  ...privacyEndpoints,
  ...billingEndpoints,
  ...exportEndpoints,
  ...adminContract,
  ...teamEndpoints,
  ...teamGalleryEndpoints,
} as const satisfies Record<string, Endpoint>;

/** The endpoints that everybody may know; operators have more. */
export const publicEndpoints = Object.entries<Endpoint>(contract).filter(([, { operator }]) => !operator);

export type EndpointName = keyof typeof contract;
type Part<Name extends EndpointName, Key extends string> = (typeof contract)[Name] extends { [K in Key]: infer Shape }
  ? Shape
  : undefined;
type Input<Shape> = Shape extends z.ZodType ? z.input<Shape> : undefined;
type Output<Shape> = Shape extends z.ZodType ? z.output<Shape> : undefined;

/** What a caller sends; undefined for parts that the endpoint does not have. */
export interface Sent<Name extends EndpointName> {
  params: Input<Part<Name, 'params'>>;
  query: Input<Part<Name, 'query'>>;
  body: Input<Part<Name, 'body'>>;
}
/** What a handler receives, parsed. */
export interface Received<Name extends EndpointName> {
  params: Output<Part<Name, 'params'>>;
  query: Output<Part<Name, 'query'>>;
  body: Output<Part<Name, 'body'>>;
}
export type Answered<Name extends EndpointName> = Output<Part<Name, 'answer'>>;

/** The picture itself, or a small version of it. */
export const pictureKinds = ['image', 'thumbnail', 'large-thumbnail'] as const;
export type PictureKind = (typeof pictureKinds)[number];

/** Outside the JSON contract, with the same session and the same ownership rules. */
export const plainPaths = {
  /** The picture, or a small version of it; `?download` for a file with a name. */
  file: (assetId: string, kind: PictureKind) => `/files/assets/${assetId}/${kind}`,
  /** The image as another type of file, made of it at that moment. */
  converted: (assetId: string, to: shape.FileType) => `/files/assets/${assetId}/image?as=${to}`,
  /** The same of what its owner shows to a team. */
  teamFile: (teamId: string, assetId: string, kind: PictureKind) => `/files/teams/${teamId}/${assetId}/${kind}`,
  /** As it was made, for whoever has the signed link; `?download` for a file with a name. */
  original: (assetId: string) => `/files/originals/${assetId}`,
  /** A picture that a model was asked to describe, for whoever has the signed link. */
  described: (generationId: string) => `/files/described/${generationId}`,
  /** Where a picture to start from is sent, as it is, in the body of a POST; and where its owner sees it. */
  references: '/files/references',
  reference: (uploadId: string) => `/files/references/${uploadId}`,
  /** A picture that an earlier request began with: the first, second or third. */
  requestReference: (generationId: string, number: number) => `/files/references/${generationId}/${number}`,
  avatar: (identityId: string) => `/files/avatars/${identityId}`,
  zip: '/files/zip',
  /** The images of a project; `?part=2` for the next ones, if there are more than go into one. */
  projectZip: (projectId: string) => `/files/projects/${projectId}/zip`,
  exportPart: (exportId: string, number: number) => `/files/exports/${exportId}/${number}`,
  ledgerCsv: '/api/ledger.csv',
  /** For operators. */
  registerCsv: '/api/admin/privacy.csv',
  /** Server-sent events: see `liveEvent`. */
  events: '/api/events',
  openApi: '/api/openapi.json',
  apiDocs: '/api/docs',
} as const;

/** One message of /api/events: what changed; the page then requests again what it shows. */
export const liveEvent = z
  .object({
    changed: z.enum(['generation', 'assets', 'credits', 'identities', 'billing', 'team']),
    /** The id of the generation or team, if it is about only one. */
    id: z.uuid().nullable(),
  })
  .meta({ id: 'LiveEvent' });
export type LiveEvent = z.infer<typeof liveEvent>;
