import type { Sharp } from 'sharp';
import type { PictureType } from '../assets/picture-type.ts';

/** 0 to 9. The last steps take several times as long for some per cent. */
type PngLevel = 6 | 9;

/** `isExact`: no pixel may change, where the type can do that. A JPEG lets nothing show through: behind it is white. */
export function encodePicture(
  image: Sharp,
  type: PictureType,
  { isExact, pngLevel = 9 }: { isExact: boolean; pngLevel?: PngLevel },
): Sharp {
  switch (type) {
    case 'image/png':
      return image.png({ compressionLevel: pngLevel });
    case 'image/jpeg':
      return image
        .flatten({ background: '#ffffff' })
        .jpeg({ quality: 95, chromaSubsampling: isExact ? '4:4:4' : '4:2:0' });
    case 'image/webp':
      return isExact ? image.webp({ lossless: true, exact: true }) : image.webp({ quality: 90 });
    case 'image/gif':
      // Equal pictures in a row are a pause: without these two they would be merged.
      return image.gif({ keepDuplicateFrames: true, interPaletteMaxError: 0 });
  }
}
