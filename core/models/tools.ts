import { z } from 'zod';
import type { AssetLayout } from '../assets/layout/asset-layout.ts';
import { countOf } from '../assets/layout/cut-layout.ts';
import { priceWords } from '../words.ts';
import { backgroundRemover } from './background-remover.ts';
import { blip } from './blip.ts';
import { editors, findImageModel, type ModelEntry } from './catalogue.ts';
import type { ImageModel } from './define-model.ts';
import { enlarge } from './enlarge.ts';
import { drawnBy, isOnGrid } from './on-grid.ts';
import { isPixelArt } from './pixel-art.ts';
import { priceOf } from './plan.ts';
import { realEsrgan } from './real-esrgan.ts';
import { recolour } from './recolour.ts';
import { snap } from './snap.ts';

/** What a button makes of a picture: a request of its own, which whoever presses pays. Of `describe` come words and no picture. */
const toolNames = ['upscale', 'vary', 'cut-out', 'edit', 'describe', 'pixel-art', 'recolour'] as const;
export const toolName = z.enum(toolNames);
export type ToolName = z.infer<typeof toolName>;

/** What a tool needs to know of a picture. The first five are its request's; null if no request made it. */
export interface ToolPicture {
  model: string | null;
  /** The model that drew the picture that a tool was used on; null if `model` drew this one. */
  originModel: string | null;
  /** The tool that made it. */
  tool: ToolName | null;
  /** What we did to another picture to make it; null: nothing. */
  operation: string | null;
  /** How many pictures it was asked for with, and of which size. */
  count: number;
  size: string | null;
  /** In pixels. */
  width: number;
  height: number;
  /** How its file holds several pictures; null or left out: it is one. */
  layout?: AssetLayout | null | undefined;
}

/** Why a tool is of no use for a picture. Each has its sentence (core/generations/tool-refusals.ts). */
export type ToolRefusal =
  | { why: 'too_large'; maxPx: number; toolModel: ModelEntry }
  /** The model that drew it is offered no more. */
  | { why: 'model_gone'; model: string }
  /** It was not drawn from words. */
  | { why: 'not_drawn' }
  /** It is a sheet of several pictures, and what a model makes of such a one is one no longer. */
  | { why: 'sheet' }
  /** It was drawn on a grid, or made so before. */
  | { why: 'pixel_art' };

/** What a tool would take and cost for a picture; `label` is its button's. */
export type ToolOffer =
  | { applies: true; model: ModelEntry; count: number; priceCredits: number; label: string; takesPicture: boolean }
  | { applies: false; refusal: ToolRefusal };

/**
 * What this tool costs for this picture, or why it does not apply. `count` is how many pictures come of it; `takesPicture`: they are made from the
 * picture itself, and not from its words alone.
 */
export function priceOfTool(tool: ToolName, picture: ToolPicture): ToolOffer {
  if (tool !== 'vary' && tool !== 'recolour' && isSheet(picture)) return refused({ why: 'sheet' });
  switch (tool) {
    case 'upscale':
      return isOnGrid(picture) ? enlarged(picture) : upscaled(picture);
    case 'cut-out':
      return within(picture, backgroundRemover.maxInputPx, backgroundRemover) ?? offer('Cut out', backgroundRemover);
    case 'edit':
      return offer('Edit…', editors[0]);
    case 'vary':
      return varied(picture);
    case 'describe':
      return within(picture, blip.maxInputPx, blip) ?? offer('Describe', blip);
    case 'pixel-art':
      return snapped(picture);
    // Cell by cell: a sheet stays one.
    case 'recolour':
      return within(picture, recolour.maxInputPx, recolour) ?? offer('Recolour…', recolour);
  }
}

/** Whether it is a sheet of frames or tiles. */
export const isSheet = ({ layout, ...picture }: Pick<ToolPicture, 'originModel' | 'model' | 'layout'>): boolean =>
  layout ? countOf(layout) > 1 : findImageModel(drawnBy(picture) ?? '')?.frames !== undefined;

const offer = (
  verb: string,
  model: ModelEntry,
  { count = 1, takesPicture = true, size }: { count?: number; takesPicture?: boolean; size?: string | null } = {},
): ToolOffer => {
  const priceCredits = priceOf(model, count, size);
  const label = `${verb} · ${priceWords(priceCredits)}`;
  return { applies: true, model, count, priceCredits, label, takesPicture };
};

const refused = (refusal: ToolRefusal): ToolOffer => ({ applies: false, refusal });

function within({ width, height }: ToolPicture, maxPx: number, toolModel: ModelEntry): ToolOffer | undefined {
  return width * height > maxPx ? refused({ why: 'too_large', maxPx, toolModel }) : undefined;
}

function upscaled(picture: ToolPicture): ToolOffer {
  return within(picture, realEsrgan.maxInputPx, realEsrgan) ?? offer('Upscale', realEsrgan);
}

/** Whatever a tool did to art on a grid since, its cells may be found again. */
function snapped(picture: ToolPicture): ToolOffer {
  const { tool, model } = picture;
  const isAsDrawn = tool === null || tool === 'vary' || tool === 'pixel-art';
  if (isAsDrawn && isPixelArt(model ?? '')) return refused({ why: 'pixel_art' });
  return within(picture, snap.maxInputPx, snap) ?? offer('Make pixel art', snap);
}

function enlarged(picture: ToolPicture): ToolOffer {
  if (enlargingFactor(picture) !== undefined) return offer('Upscale', enlarge);
  return refused({ why: 'too_large', maxPx: (enlarge.maxSidePx / 2) ** 2, toolModel: enlarge });
}

/** By how much pixel art of this size is enlarged; undefined if not even twice. */
export function enlargingFactor({ width, height }: { width: number; height: number }): number | undefined {
  return enlarge.factors.find((factor) => Math.max(width, height) * factor <= enlarge.maxSidePx);
}

type Varies = Pick<ImageModel, 'acceptsImage' | 'frames' | 'variesBySeeds'>;

/** Whether its variations begin with the picture itself: a sheet would be taken for one picture. */
export const startsVariations = ({ acceptsImage, frames, variesBySeeds }: Varies): boolean =>
  acceptsImage && !frames && !variesBySeeds;

/** As many as it came with: from the picture if its model takes one, else from the same words with other seeds. */
function varied({ model, tool, count, size }: ToolPicture): ToolOffer {
  if (model === null || (tool !== null && tool !== 'vary')) return refused({ why: 'not_drawn' });
  const drawing = findImageModel(model);
  if (!drawing) return refused({ why: 'model_gone', model });
  const takesPicture = startsVariations(drawing);
  return offer(takesPicture ? 'Vary' : 'Vary · other seeds', drawing, { count, size, takesPicture });
}
