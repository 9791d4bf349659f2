import type { Sharp } from 'sharp';
import type { Format } from './encode.ts';
import { withPngChunk } from './png.ts';

/** What a camera and an editor write: who, where, words, and a profile of more colours than a screen's. */
export const withCamera = (picture: Sharp, said: string): Sharp =>
  picture
    .withExif({
      IFD0: { ImageDescription: said, Artist: 'Ada of the stand-in', Make: 'Stand-in', Software: 'Stand-in' },
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: '52/1 31/1 12/1',
        GPSLongitudeRef: 'E',
        GPSLongitude: '13/1 24/1 36/1',
      },
    })
    .withXmp(xmp(said))
    .withIccProfile('p3');

const xmp = (said: string) =>
  `<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" dc:source="${said.replaceAll(/[<>&"\n]/g, ' ')}"/></rdf:RDF></x:xmpmeta><?xpacket end="w"?>`;

/**
 * Adds an empty store of Content Credentials, where the C2PA specification 2.2 puts one (appendix A.3, "Embedding manifests into various file formats"); in a
 * GIF a comment, too.
 */
export function withCredentials(bytes: Buffer, format: Format, said: string): Buffer {
  switch (format) {
    case 'png':
      return withPngChunk(bytes, 'caBX', store);
    case 'jpg': {
      // ISO 19566-5: the segment's number of boxes and of pieces, then the box.
      const data = Buffer.concat([Buffer.from('JP\0\x01\0\0\0\x01', 'latin1'), store]);
      const head = Buffer.from([0xff, 0xeb, (data.length + 2) >> 8, (data.length + 2) & 255]);
      return Buffer.concat([bytes.subarray(0, 2), head, data, bytes.subarray(2)]);
    }
    case 'webp': {
      const head = Buffer.from('C2PA\0\0\0\0', 'latin1');
      head.writeUInt32LE(store.length, 4);
      const whole = Buffer.concat([bytes, head, store, Buffer.alloc(store.length % 2)]);
      whole.writeUInt32LE(whole.length - 8, 4);
      return whole;
    }
    case 'gif': {
      const flags = bytes[10] ?? 0;
      const start = 13 + (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0);
      const block = (data: Buffer) => Buffer.concat([Buffer.from([data.length]), data]);
      const extension = (label: number, ...data: Buffer[]) =>
        Buffer.concat([Buffer.from([0x21, label]), ...data.map(block), Buffer.from([0])]);
      return Buffer.concat([
        bytes.subarray(0, start),
        extension(0xfe, Buffer.from(said).subarray(0, 255)),
        extension(0xff, Buffer.from('C2PA_GIF\x01\0\0', 'latin1'), store),
        bytes.subarray(start),
      ]);
    }
  }
}

const box = (type: string, data: Buffer) => {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(data.length + 8, 0);
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, data]);
};
/** Its description alone: the type of a C2PA manifest store, that it may be asked for by its label, and the label. */
const store = box(
  'jumb',
  box(
    'jumd',
    Buffer.concat([Buffer.from('6332706100110010800000aa00389b71', 'hex'), Buffer.from('\x03c2pa\0', 'latin1')]),
  ),
);
