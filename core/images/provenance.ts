import { readContainer } from './containers/read-container.ts';

/** IPTC's term for "made by a trained model": how Art. 50(2) of the EU AI Act is met, and what other software looks for. */
export const trainedAlgorithmicMedia = 'http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia';

/** The same for what a program made of a picture that it knows nothing of, by a rule and not by what it was trained with. */
const algorithmicallyEnhanced = 'http://cv.iptc.org/newscodes/digitalsourcetype/algorithmicallyEnhanced';

export interface Provenance {
  digitalSourceType: string;
  creatorTool: string;
  /** The provider's id of the model. */
  aiSystem: string;
}

/** The copy with the original's mark and no other metadata, for a picture that was scaled or encoded anew. @throws ImageError */
export function copyProvenance(original: Buffer, copy: Buffer): Buffer {
  return Buffer.concat(readContainer(copy).rewritten(readContainer(original).xmp));
}

/** What a picture says about its origin; undefined if it says nothing. @throws ImageError */
export function readProvenance(picture: Buffer): Provenance | undefined {
  const xmp = readContainer(picture).xmp?.toString('utf8');
  const attribute = (name: string) => unescapeXml(xmp?.match(new RegExp(`${name}="([^"]*)"`))?.[1] ?? '');
  if (xmp === undefined) return undefined;
  return {
    digitalSourceType: attribute('Iptc4xmpExt:DigitalSourceType'),
    creatorTool: attribute('xmp:CreatorTool'),
    aiSystem: attribute('Iptc4xmpExt:AISystemUsed'),
  };
}

/** The mark of a picture made by a model through UPixel, or by a tool of ours. Names from XMP part 1 and the IPTC Photo Metadata Standard 2025.1 (AISystemUsed). */
export function xmpPacket(model: string): Buffer {
  const isOurs = model.startsWith('upixel/');
  const words = [
    '<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>',
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">',
    '<rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/"',
    ' xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"',
    ` xmp:CreatorTool="UPixel"${isOurs ? '' : ` Iptc4xmpExt:AISystemUsed="${escapeXml(model)}"`}`,
    ` Iptc4xmpExt:DigitalSourceType="${isOurs ? algorithmicallyEnhanced : trainedAlgorithmicMedia}"/>`,
    '</rdf:RDF></x:xmpmeta><?xpacket end="r"?>',
  ];
  return Buffer.from(words.join(''));
}

const escapeXml = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const unescapeXml = (text: string) =>
  text.replaceAll('&quot;', '"').replaceAll('&gt;', '>').replaceAll('&lt;', '<').replaceAll('&amp;', '&');
