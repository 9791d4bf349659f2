/**
 * The only field of EXIF that changes how a picture looks: "Orientation" in the first directory (Exif 2.32, CIPA DC-008, section 4.6.4 A; the layout is
 * that of TIFF 6.0, section 2).
 */
const orientationTag = 0x0112;
const [short, long] = [3, 4];
const entryBytes = 12;

/** The orientation in an EXIF block (TIFF, without the `Exif\0\0` before it), 1 to 8; 1, which is upright, if it says none or cannot be read. */
export function orientationOf(exif: Buffer): number {
  const order = exif.toString('latin1', 0, 4);
  if (exif.length < 8 || (order !== 'MM\0*' && order !== 'II*\0')) return 1;
  const isBig = order === 'MM\0*';
  const uint16 = (at: number) => (isBig ? exif.readUInt16BE(at) : exif.readUInt16LE(at));
  const uint32 = (at: number) => (isBig ? exif.readUInt32BE(at) : exif.readUInt32LE(at));
  const directory = uint32(4);
  if (directory + 2 > exif.length) return 1;
  const entries = uint16(directory);
  for (let index = 0; index < entries; index++) {
    const at = directory + 2 + index * entryBytes;
    if (at + entryBytes > exif.length) return 1;
    if (uint16(at) !== orientationTag) continue;
    const type = uint16(at + 2);
    const value = type === short ? uint16(at + 8) : type === long ? uint32(at + 8) : 1;
    return value >= 1 && value <= 8 ? value : 1;
  }
  return 1;
}

/** An EXIF block (TIFF) with this one field; undefined for an upright picture, which needs none. */
export function exifOf(orientation: number): Buffer | undefined {
  if (orientation === 1) return undefined;
  const exif = Buffer.alloc(26);
  exif.write('MM\0*', 0, 'latin1');
  exif.writeUInt32BE(8, 4); // where the directory begins
  exif.writeUInt16BE(1, 8); // its entries
  exif.writeUInt16BE(orientationTag, 10);
  exif.writeUInt16BE(short, 12);
  exif.writeUInt32BE(1, 14); // one value
  exif.writeUInt16BE(orientation, 18);
  return exif; // no further directory
}

const exifStart = Buffer.from('Exif\0\0', 'latin1');

/** An EXIF block without the words that JPEG puts before it, and some writers of WebP too. */
export const withoutExifStart = (exif: Buffer): Buffer =>
  exif.subarray(0, exifStart.length).equals(exifStart) ? exif.subarray(exifStart.length) : exif;

/** With the words that JPEG wants before it. */
export const withExifStart = (exif: Buffer): Buffer => Buffer.concat([exifStart, exif]);

/** Width and height as shown: from 5 on, an orientation lays the picture on its side. */
export const asShown = (width: number, height: number, orientation: number) =>
  orientation >= 5 ? { width: height, height: width } : { width, height };
