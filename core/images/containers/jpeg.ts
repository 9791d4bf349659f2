import { type Container, cutShort, damaged } from './container.ts';
import { asShown, exifOf, orientationOf, withExifStart } from './orientation.ts';

/** Markers (ITU-T T.81, table B.1). */
const [soi, eoi, sos, dqt, app0, app1, app2, app14] = [0xd8, 0xd9, 0xda, 0xdb, 0xe0, 0xe1, 0xe2, 0xee];
/** Tables, and the number of lines: what a decoder needs besides the frame's header and the scans. */
const tables = new Set([0xc4, 0xcc, 0xdb, 0xdc, 0xdd]);
const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && !tables.has(marker) && marker !== 0xc8;
const isRestart = (marker: number) => marker >= 0xd0 && marker <= 0xd7;
/** Baseline, extended and progressive, each with Huffman codes. */
const shownEverywhere = new Set([0xc0, 0xc1, 0xc2]);

/** JFIF 1.02, page 5; ICC.1:2022, annex B.4; XMP part 3, section 1.1.3; Adobe Technical Note 5116, section 18; Exif 2.32, section 4.7.2. */
const starts = {
  jfif: 'JFIF\0',
  exif: 'Exif\0\0',
  xmp: 'http://ns.adobe.com/xap/1.0/\0',
  icc: 'ICC_PROFILE\0',
  adobe: 'Adobe',
};

/** Length of APP0 without a thumbnail, and of APP14, each without marker and length. */
const [jfifBytes, adobeBytes] = [14, 12];

interface Found {
  frame?: { marker: number; precision: number; width: number; height: number; components: number };
  /** Everything from the first table to the last scan, in its order. */
  picture: Buffer[];
  scans: number;
  jfif?: Buffer;
  orientation?: number;
  xmp?: Buffer;
}

/** @throws ImageError `broken` */
export function readJpeg(bytes: Buffer): Container {
  const found = readSegments(bytes);
  const { frame, jfif, picture, orientation = 1 } = found;
  if (!frame || found.scans === 0) throw damaged('it has no pixels');
  const { marker, precision, components } = frame;
  const isShown = shownEverywhere.has(marker) && precision === 8 && (components === 1 || components === 3);
  return {
    format: 'jpeg',
    ...asShown(frame.width, frame.height, orientation),
    hasAlpha: false,
    frames: 1,
    ...(isShown ? {} : { unusual: `JPEG ${marker.toString(16)}, ${precision} bits, ${components} components` }),
    xmp: found.xmp,
    rewritten(xmp) {
      const exif = exifOf(orientation);
      return [
        Buffer.from([0xff, soi]),
        // Never one that was not there: it would say YCbCr of a picture whose APP14 says RGB.
        ...(jfif ? [segment(app0, jfif)] : []),
        ...(exif ? [segment(app1, withExifStart(exif))] : []),
        // Of two the first counts.
        ...(xmp ? [segment(app1, Buffer.concat([Buffer.from(starts.xmp, 'latin1'), xmp]))] : []),
        ...picture,
        Buffer.from([0xff, eoi]),
      ];
    },
  };
}

/** From the first marker to EOI (T.81, sections B.1.1 and B.2.1): what follows, as another picture of MPF, is not looked at. */
function readSegments(bytes: Buffer): Found {
  const found: Found = { picture: [], scans: 0 };
  const seen = new Set<number>();
  let offset = 2;
  for (;;) {
    // Bytes between segments belong to nothing; decoders skip them, too.
    offset = bytes.indexOf(0xff, offset);
    if (offset === -1) throw cutShort();
    while (bytes[offset] === 0xff) offset += 1;
    const marker = bytes[offset];
    if (marker === undefined) throw cutShort();
    const at = offset - 1;
    offset += 1;
    if (marker === eoi) return found;
    if (marker === soi) throw damaged('it begins twice');
    if (marker <= 0x01 || isRestart(marker)) continue; // stand alone, and mean nothing here
    if (offset + 2 > bytes.length) throw cutShort();
    const length = bytes.readUInt16BE(offset);
    if (length < 2) throw damaged('a segment has no length');
    const end = offset + length;
    if (end > bytes.length) throw cutShort();
    const data = bytes.subarray(offset + 2, end);
    offset = end;
    if (marker === sos) {
      if (!found.frame || !seen.has(dqt)) throw damaged('its pixels come before what explains them');
      offset = endOfScan(bytes, end);
      found.picture.push(bytes.subarray(at, offset));
      found.scans += 1;
    } else if (isFrame(marker)) {
      if (found.frame) throw damaged('it has two headers');
      found.frame = readFrame(marker, data);
      found.picture.push(bytes.subarray(at, end));
    } else if (tables.has(marker)) found.picture.push(bytes.subarray(at, end));
    // After the first scan no reader looks for metadata.
    else if (found.scans === 0) readMetadata(found, marker, data, bytes.subarray(at, end));
    seen.add(marker);
  }
}

function readFrame(marker: number, data: Buffer): NonNullable<Found['frame']> {
  if (data.length < 6) throw damaged('its header is too short');
  const [precision, components] = [data.readUInt8(0), data.readUInt8(5)];
  const [height, width] = [data.readUInt16BE(1), data.readUInt16BE(3)];
  if (data.length !== 6 + 3 * components) throw damaged('its header has another length than it says');
  if (width === 0 || height === 0) throw damaged('it has no size');
  return { marker, precision, components, width, height };
}

/** Keeps what changes how the picture looks; of each kind the first counts, except of ICC, which comes in pieces. */
function readMetadata(found: Found, marker: number, data: Buffer, whole: Buffer): void {
  const isOf = (start: string) => data.toString('latin1', 0, start.length) === start;
  if (marker === app0 && isOf(starts.jfif) && data.length >= jfifBytes) found.jfif ??= withoutThumbnail(data);
  else if (marker === app1 && isOf(starts.exif)) found.orientation ??= orientationOf(data.subarray(starts.exif.length));
  else if (marker === app1 && isOf(starts.xmp)) found.xmp ??= data.subarray(starts.xmp.length);
  else if (marker === app2 && isOf(starts.icc)) found.picture.push(whole);
  else if (marker === app14 && isOf(starts.adobe) && data.length >= adobeBytes)
    found.picture.push(data.length === adobeBytes ? whole : segment(app14, data.subarray(0, adobeBytes)));
}

/** JFIF may carry a small picture of its own: another one than the picture, perhaps. */
function withoutThumbnail(jfif: Buffer): Buffer {
  const bare = Buffer.from(jfif.subarray(0, jfifBytes));
  bare.fill(0, jfifBytes - 2);
  return bare;
}

/** Where the marker after a scan begins: in entropy-coded data FF is followed by 00, or by the number of a restart (T.81, sections B.1.1.5 and E.1.4). */
function endOfScan(bytes: Buffer, from: number): number {
  let at = bytes.indexOf(0xff, from);
  while (at !== -1) {
    const next = bytes[at + 1];
    if (next === undefined) break;
    if (next === 0xff) at += 1;
    else if (next === 0x00 || isRestart(next)) at = bytes.indexOf(0xff, at + 2);
    else return at;
  }
  throw cutShort();
}

function segment(marker: number, data: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(data.length + 2, 2);
  return Buffer.concat([head, data]);
}
