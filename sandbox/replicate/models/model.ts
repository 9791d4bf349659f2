import { createHash } from 'node:crypto';
import type { AnimationKind } from '../pictures/animation.ts';
import type { Format } from '../pictures/encode.ts';
import type { PixelArt } from '../pictures/pixel-art.ts';
import type { Field } from './fields.ts';

/** Inputs after validation, with the schema's defaults filled in. */
export type Inputs = Readonly<Record<string, unknown>>;

export interface Size {
  width: number;
  height: number;
}

/** What a model that makes pictures should draw. */
export interface Plan extends Size {
  count: number;
  format: Format;
  quality: number;
  transparent?: boolean;
  /** How much of an input image should change, 0 to 1. */
  strength?: number;
  /** It draws on a grid of pixels; `palette` names the input that has a picture of its colours. */
  art?: Pick<PixelArt, 'colours' | 'tileX' | 'tileY' | 'tiles'> & { palette: string };
  /** It draws frames of that size, of a thing that moves: on a sheet, or as a GIF. */
  animation?: AnimationKind;
}

/** How this stand-in does the model's work. */
export type Work =
  /** Draws from the prompt. `imageInput` names the input that holds one image or a list of them. */
  | { type: 'draw'; imageInput?: string; plan(inputs: Inputs, image: Size | undefined): Plan }
  /** Turns one picture into another. */
  | {
      type: 'transform';
      imageInput: string;
      apply(image: Buffer, inputs: Inputs): Promise<{ bytes: Buffer; format: Format }>;
    }
  /** Describes a picture in words. */
  | { type: 'describe'; imageInput: string; answer(image: Buffer, inputs: Inputs): Promise<string> };

export interface Model {
  name: `${string}/${string}`;
  description: string;
  /** Official models run by name; all others only by version, as at Replicate. */
  isOfficial: boolean;
  version: string;
  typicalMs: number;
  /** US dollars for one prediction. */
  price(inputs: Inputs): number;
  inputs: Readonly<Record<string, Field>>;
  output: 'uri' | 'uris' | 'text';
  /** The error for a prompt that the model's safety filter refuses. */
  safetyError: string;
  work: Work;
  /** The inputs of its default example, if it has one. */
  example?: Readonly<Record<string, unknown>>;
}

export const usualSafetyError = 'NSFW content detected. Try running it again, or try a different prompt.';

/** An invented version id for models whose real one is hidden: stable, and in the real format. */
export function versionOf(name: string): string {
  return createHash('sha256').update(name).digest('hex');
}

/** Validated inputs have the types of their schema; these functions read them without casting. */
export const numberOf = (inputs: Inputs, name: string, otherwise = 0): number => {
  const value = inputs[name];
  return typeof value === 'number' ? value : otherwise;
};
export const textOf = (inputs: Inputs, name: string, otherwise = ''): string => {
  const value = inputs[name];
  return typeof value === 'string' ? value : otherwise;
};
export const isOn = (inputs: Inputs, name: string): boolean => inputs[name] === true;

export function formatOf(inputs: Inputs, name: string): Format {
  const asked = textOf(inputs, name, 'png');
  return asked === 'webp' ? 'webp' : asked === 'jpg' || asked === 'jpeg' ? 'jpg' : 'png';
}
