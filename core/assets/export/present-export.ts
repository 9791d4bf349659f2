import type { ArtExport } from '../../contract/pages/art-export.ts';
import { seenColours } from '../../pixel/picture.ts';
import { isNoArt, whyLeftOut } from './left-out.ts';
import type { OfferedExport } from './offer-export.ts';

/** An export as pages and programs are told of it. */
export const presentExport = ({ url, filename, bytes, parts, left, older }: OfferedExport): ArtExport => ({
  ...{ url, filename, byteLength: bytes.length, older },
  items: parts.map(({ art: { name, animation, tiles }, factor }) => ({
    ...{ name, factor },
    width: animation.width,
    height: animation.height,
    frames: animation.frames.length,
    areTiles: tiles !== undefined,
    colours: seenColours(animation),
  })),
  left: left.map((each) => ({
    id: each.id,
    prompt: each.words,
    why: whyLeftOut(each),
    isNoPixelArt: isNoArt(each),
  })),
  steps: parts[0]?.steps ?? [],
});
