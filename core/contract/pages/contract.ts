import { z } from 'zod';
import { adminContract } from './admin.ts';
import { apiKeyEndpoints } from './api-keys.ts';
import { artExportEndpoints } from './art-export.ts';
import { assetEndpoints } from './assets.ts';
import { billingEndpoints } from './billing.ts';
import { deletionEndpoints } from './deletion.ts';
import type { Endpoint } from './endpoint.ts';
import { exportEndpoints } from './exports.ts';
import { homeEndpoints } from './home.ts';
import { ledgerKind, ledgerLine } from './ledger-shapes.ts';
import { linkEndpoints } from './link.ts';
import { makeEndpoints } from './make.ts';
import { model } from './model-shapes.ts';
import { paletteEndpoints } from './palettes.ts';
import { preferenceEndpoints } from './preferences.ts';
import { privacyEndpoints } from './privacy.ts';
import { projectEndpoints } from './projects.ts';
import { recolouringEndpoints } from './recolourings.ts';
import * as shape from './shapes.ts';
import { shareEndpoints } from './shares.ts';
import { teamEndpoints } from './team.ts';
import { teamGalleryEndpoints } from './team-gallery.ts';
import { visitorEndpoints } from './visitors.ts';
import { webhookEndpoints } from './webhooks.ts';

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
  getSession: visitorEndpoints.getSession,
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
  ...artExportEndpoints,
  ...projectEndpoints,
  ...recolouringEndpoints,
  ...paletteEndpoints,
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
    answer: z.object({ items: z.array(model), sizes: z.array(z.string()) }),
  },
  ...makeEndpoints,
  ...apiKeyEndpoints,
  ...webhookEndpoints,
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
