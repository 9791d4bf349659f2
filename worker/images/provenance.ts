import { type PngChunk, pngChunk, pngSize, readPngChunks } from './png-chunks.ts';
import { pngSignature } from './sniff-format.ts';

/** IPTC's term for "made by a trained model": how Art. 50(2) of the EU AI Act is met, and what other software looks for. */
export const trainedAlgorithmicMedia = 'http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia';

export interface Provenance {
  digitalSourceType: string;
  creatorTool: string;
  /** The provider's id of the model. */
  aiSystem: string;
}

const xmpKeyword = 'XML:com.adobe.xmp';

/** What a decoder needs, plus colour and scale. Everything else (texts, times, EXIF, prompts that models leave behind) is dropped. */
const kept = new Set(
  ['IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS', 'sBIT', 'pHYs'].concat(['gAMA', 'cHRM', 'sRGB', 'iCCP', 'cICP']),
);

/** The same pixels, byte for byte, with no metadata but ours: made by a model, through UPixel. */
export function withProvenance(chunks: readonly PngChunk[], model: string): Buffer {
  return assemble(chunks, xmpChunk(model));
}

function assemble(chunks: readonly PngChunk[], mark: Buffer | undefined): Buffer {
  const [header, ...rest] = chunks.filter(({ type }) => kept.has(type)).map(({ whole }) => whole);
  return Buffer.concat([pngSignature, header, mark, ...rest].filter((part) => part !== undefined));
}

function isXmp({ type, data }: PngChunk): boolean {
  return type === 'iTXt' && data.toString('latin1', 0, xmpKeyword.length + 1) === `${xmpKeyword}\0`;
}

/**
 * The copy with the original's mark, for a picture that was scaled after it was marked: libvips keeps XMP only as a compressed text chunk, which is
 * not where the XMP specification lets readers look, and adds its own EXIF chunk.
 */
export function copyProvenance(original: Buffer, copy: Buffer): Buffer {
  const mark = readPngChunks(original).find(isXmp);
  return assemble(readPngChunks(copy), mark?.whole);
}

/** What a PNG says about its origin; undefined if it says nothing. */
export function readProvenance(png: Buffer): Provenance | undefined {
  const chunks = readPngChunks(png);
  pngSize(chunks);
  const text = chunks.find(isXmp);
  const xmp = text?.data.toString('utf8');
  const attribute = (name: string) => unescapeXml(xmp?.match(new RegExp(`${name}="([^"]*)"`))?.[1] ?? '');
  if (xmp === undefined) return undefined;
  return {
    digitalSourceType: attribute('Iptc4xmpExt:DigitalSourceType'),
    creatorTool: attribute('xmp:CreatorTool'),
    aiSystem: attribute('Iptc4xmpExt:AISystemUsed'),
  };
}

/** An uncompressed iTXt chunk: keyword, flag, method, language and translated keyword, then the text. */
function xmpChunk(model: string): Buffer {
  return pngChunk('iTXt', Buffer.from(`${xmpKeyword}\0\0\0\0\0${xmpPacket(model)}`));
}

/** Names from XMP part 1 and the IPTC Photo Metadata Standard 2025.1 (AISystemUsed). */
function xmpPacket(model: string): string {
  return [
    '<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>',
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">',
    '<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/"',
    ' xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"',
    ` xmp:CreatorTool="UPixel" Iptc4xmpExt:AISystemUsed="${escapeXml(model)}"`,
    ` Iptc4xmpExt:DigitalSourceType="${trainedAlgorithmicMedia}"/>`,
    '</rdf:RDF></x:xmpmeta><?xpacket end="r"?>',
  ].join('');
}

const escapeXml = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const unescapeXml = (text: string) =>
  text.replaceAll('&quot;', '"').replaceAll('&gt;', '>').replaceAll('&lt;', '<').replaceAll('&amp;', '&');
