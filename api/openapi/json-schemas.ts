import { z } from 'zod';
import { schemasOf } from '#core/contract/describe/json-schemas.ts';
import * as apiKeys from '#core/contract/pages/api-keys.ts';
import * as artExport from '#core/contract/pages/art-export.ts';
import * as assets from '#core/contract/pages/assets.ts';
import * as billing from '#core/contract/pages/billing.ts';
import { publicEndpoints } from '#core/contract/pages/contract.ts';
import * as deletion from '#core/contract/pages/deletion.ts';
import * as exports from '#core/contract/pages/exports.ts';
import * as ledger from '#core/contract/pages/ledger-shapes.ts';
import * as link from '#core/contract/pages/link-preview.ts';
import { liveEvent } from '#core/contract/pages/live-event.ts';
import * as made from '#core/contract/pages/made.ts';
import * as models from '#core/contract/pages/model-shapes.ts';
import * as palettes from '#core/contract/pages/palettes.ts';
import * as preferences from '#core/contract/pages/preferences.ts';
import * as privacy from '#core/contract/pages/privacy.ts';
import { problem } from '#core/contract/pages/problem.ts';
import * as projects from '#core/contract/pages/project-shapes.ts';
import * as recolourings from '#core/contract/pages/recolourings.ts';
import * as shapes from '#core/contract/pages/shapes.ts';
import * as shares from '#core/contract/pages/shares.ts';
import * as team from '#core/contract/pages/team.ts';
import * as teamGallery from '#core/contract/pages/team-gallery.ts';
import * as visitors from '#core/contract/pages/visitors.ts';
import * as webhooks from '#core/contract/pages/webhooks.ts';

/** The shapes of the pages' contract by name, and which of them each endpoint takes and returns. */
export function jsonSchemas() {
  const all = [
    visitors,
    shapes,
    models,
    projects,
    assets,
    artExport,
    palettes,
    recolourings,
    made,
    shares,
    ledger,
    link,
    apiKeys,
    billing,
    privacy,
    deletion,
    exports,
    preferences,
    team,
    teamGallery,
    webhooks,
  ].flatMap((each): unknown[] => Object.values(each));
  const named = [...all, problem, liveEvent].flatMap((shape) => {
    const id = shape instanceof z.ZodType ? z.globalRegistry.get(shape)?.id : undefined;
    return id && shape instanceof z.ZodType ? [[id, shape] as const] : [];
  });
  return schemasOf(named, publicEndpoints);
}
