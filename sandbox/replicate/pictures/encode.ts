import sharp, { type Sharp } from 'sharp';

export const formats = ['png', 'webp', 'jpg', 'gif'] as const;
export type Format = (typeof formats)[number];

export const contentTypes: Record<Format, string> = {
  png: 'image/png',
  webp: 'image/webp',
  jpg: 'image/jpeg',
  gif: 'image/gif',
};

/** The maximum size of a person's picture: a model gives up on larger ones. */
const inputPixels = 64_000_000;

export function encode(picture: Sharp, format: Format, quality: number): Promise<Buffer> {
  switch (format) {
    case 'png':
      return picture.png({ compressionLevel: 6 }).toBuffer();
    case 'webp':
      return picture.webp({ quality: Math.max(1, quality) }).toBuffer();
    case 'jpg':
      return picture
        .flatten({ background: '#ffffff' })
        .jpeg({ quality: Math.max(1, quality) })
        .toBuffer();
    case 'gif':
      return picture.gif({ delay: 400, loop: 0 }).toBuffer();
  }
}

export function decode(bytes: Buffer): Sharp {
  return sharp(bytes, { limitInputPixels: inputPixels });
}
