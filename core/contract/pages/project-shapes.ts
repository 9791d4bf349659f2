import { z } from 'zod';
import { visible } from '../visible.ts';
import { assetSummary, line, pixels } from './shapes.ts';

const time = z.iso.datetime();

/** Of a project, whose palette is one that is kept. */
const projectPixels = pixels.omit({ palette: true });

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

export const projectName = line.min(1, 'Give the project a name.').max(80, 'At most 80 characters.');
/** Several lines of them. */
export const projectNotes = z
  .string()
  .overwrite((text) =>
    visible(
      text
        .replaceAll('\r\n', '\n')
        .replaceAll(/[^\P{Cc}\n]/gu, ' ')
        .trim(),
    ),
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

export type Project = z.infer<typeof project>;
