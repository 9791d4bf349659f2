import type { PictureType } from '../assets/picture-type.ts';
import type { Platform } from '../chat/platforms.ts';
import type { ModelEntry } from '../models/catalogue.ts';

/** A model's output as it would be stored: its file is in order, and nothing of it is decoded. */
export interface PictureToCheck {
  bytes: Buffer;
  contentType: PictureType;
  /** In pixels, as shown. */
  width: number;
  height: number;
  /** The run that made it, and its position among the generation's images. */
  from: { generationId: string; predictionId: string; position: number };
  /** Where the provider has it; undefined if it has deleted it. */
  url: string | undefined;
}

/** What a check is asked for by. */
export interface RunToCheck {
  /** Undefined if the catalogue has it no more. */
  model: ModelEntry | undefined;
  /** Where the result is to be posted; undefined if nowhere. `wantsCheck`: its request was for checked pictures. */
  place: { platform: Platform; isAgeRestricted: boolean; wantsCheck?: boolean } | undefined;
}

/**
 * `refused`: it may not be shown; `withheld`: it may not be shown in this place, though perhaps to its asker alone; `bad_output`: it is not what was
 * asked for. Each has its sentence (core/chat/present), and the credits go back.
 */
export type CheckRefusal = 'refused' | 'withheld' | 'bad_output';
/** `flagged`: it is shown, but covered until somebody uncovers it. */
export type Verdict = 'passes' | 'flagged' | { refuses: CheckRefusal };

/**
 * A step between a model's output and everybody who would see it: nothing is stored, shown or paid before it has passed. If it throws, or takes longer
 * than its limit, nothing is posted unchecked: the outputs are kept, the run is tried again with growing pauses, and after two hours the credits go
 * back. It may be asked twice about a picture, after a crash; an ImageError says that the picture is broken.
 */
export interface CheckBeforePosting {
  name: string;
  limitMs: number;
  /** It waits for the provider, so its time counts as the model's. */
  isAtProvider: boolean;
  /** A larger picture, by its longer side, is not put to it. Undefined: any size. */
  maxSidePx?: number;
  isAskedFor(run: RunToCheck): boolean;
  look(picture: PictureToCheck, signal: AbortSignal, run: RunToCheck): Promise<Verdict>;
}

/** A person waits meanwhile: what a check decodes at once is no larger than this. */
export const decodedAtOncePx = 512;
