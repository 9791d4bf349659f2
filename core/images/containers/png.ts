import { pngSignature } from '../../assets/sniff-format.ts';
import { type Container, damaged } from './container.ts';
import { asShown, exifOf, orientationOf, withoutExifStart } from './orientation.ts';
import { type PngChunk, pngChunk, readPngChunks } from './png-chunks.ts';

/**
 * What a decoder needs, plus colour and scale, each with the most bytes it may have (PNG, third edition, section 11): more would be somebody's words.
 * Texts, times, EXIF, C2PA's caBX and the unknown are dropped.
 */
const kept: Readonly<Record<string, number>> = {
  ...{ PLTE: 768, IDAT: Number.POSITIVE_INFINITY, IEND: 0, tRNS: 256, sBIT: 4, pHYs: 9 },
  ...{ gAMA: 4, cHRM: 32, sRGB: 1, iCCP: Number.POSITIVE_INFINITY, cICP: 4 },
};
/** An animation's chunks (section 11.3.4): of use together only. */
const animating = new Set(['acTL', 'fcTL', 'fdAT']);

/** Before the text of an uncompressed iTXt chunk (section 11.3.3.4): keyword, flag, method, language and translated keyword. */
const xmpStart = Buffer.from('XML:com.adobe.xmp\0\0\0\0\0', 'latin1');

/** @throws ImageError `broken` */
export function readPng(bytes: Buffer): Container {
  const chunks = readPngChunks(bytes);
  const [header, ...rest] = chunks;
  if (header?.type !== 'IHDR' || header.data.length !== 13) throw damaged('it has no PNG header');
  const has = (type: string) => rest.some((chunk) => chunk.type === type);
  const colourType = header.data.readUInt8(9);
  const [width, height] = [header.data.readUInt32BE(0), header.data.readUInt32BE(4)];
  if (width === 0 || height === 0) throw damaged('it has no size');
  if (has('IHDR')) throw damaged('it has two PNG headers');
  if (rest.some(({ type, data }) => type === 'IEND' && data.length > 0)) throw damaged('its end has a content');
  if (!has('IDAT')) throw damaged('it has no pixels');
  if (colourType === 3 && !has('PLTE')) throw damaged('it has no palette');
  const frames = framesOf(rest);
  const exif = rest.find(({ type }) => type === 'eXIf');
  const orientation = exif ? orientationOf(withoutExifStart(exif.data)) : 1;
  return {
    format: 'png',
    ...asShown(width, height, orientation),
    hasAlpha: colourType === 4 || colourType === 6 || has('tRNS'),
    frames: frames ?? 1,
    xmp: rest.find(isXmp)?.data.subarray(xmpStart.length),
    rewritten(xmp) {
      const turned = exifOf(orientation);
      const isKept = ({ type, data }: PngChunk) =>
        data.length <= (kept[type] ?? -1) || (frames !== undefined && animating.has(type));
      return [
        pngSignature,
        header.whole,
        ...(turned ? [pngChunk('eXIf', turned)] : []),
        // Before the pixels: of two, readers disagree which one counts.
        ...(xmp ? [pngChunk('iTXt', Buffer.concat([xmpStart, xmp]))] : []),
        ...rest.filter(isKept).map(({ whole }) => whole),
      ];
    },
  };
}

const isXmp = ({ type, data }: PngChunk) => type === 'iTXt' && data.subarray(0, xmpStart.length).equals(xmpStart);

/** How many pictures an animation has; undefined if there is none, or its parts do not belong together: then the still picture is shown. */
function framesOf(chunks: readonly PngChunk[]): number | undefined {
  const control = chunks.findIndex(({ type }) => type === 'acTL');
  const pixels = chunks.findIndex(({ type }) => type === 'IDAT');
  const announced = chunks[control]?.data;
  if (control > pixels || announced?.length !== 8) return undefined;
  const parts = chunks.filter(({ type }) => type === 'fcTL' || type === 'fdAT');
  const isInOrder = parts.every(({ data }, index) => data.length >= 4 && data.readUInt32BE(0) === index);
  const frames = parts.filter(({ type }) => type === 'fcTL').length;
  return isInOrder && frames > 0 && announced.readUInt32BE(0) === frames ? frames : undefined;
}
