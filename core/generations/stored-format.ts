import { z } from 'zod';
import { formatNames } from '../models/define-model.ts';

/** `generations.format`: null in rows of the version before, which asked for PNG always. */
export const storedFormat = z
  .enum(formatNames)
  .nullable()
  .transform((format) => format ?? 'png');
