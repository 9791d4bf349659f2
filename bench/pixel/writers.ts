import { writeAseprite } from '#core/pixel/formats/aseprite/write-aseprite.ts';
import { writeGif } from '#core/pixel/formats/gif/write-gif.ts';
import { writeApng } from '#core/pixel/formats/png/write-apng.ts';
import { writePng } from '#core/pixel/formats/png/write-png.ts';
import { arrayJson, hashJson } from '#core/pixel/formats/sheet/aseprite-json.ts';
import { sheetOf } from '#core/pixel/formats/sheet/sheet.ts';
import { zipOf } from '#core/pixel/formats/zip.ts';
import type { Animation } from '#core/pixel/picture.ts';
import { walk } from './art.ts';
import { atMostMs, type PixelRow, worked } from './row.ts';

const targetMs = 25;

/** Everything that an animation is handed out as, in one zip. */
function exported(animation: Animation): Uint8Array {
  const { width, height, frames, tags } = animation;
  const sheet = sheetOf(
    animation,
    frames.map(({ indices }) => ({ width, height, indices })),
  );
  const content = { name: 'hero', image: 'hero.png', sheet, times: frames.map(({ ms }) => ms), tags };
  return zipOf({
    'hero.gif': writeGif(animation),
    'hero.apng.png': writeApng(animation),
    'hero.png': writePng(sheet.picture),
    'hero.hash.json': hashJson(content),
    'hero.array.json': arrayJson(content),
    'hero.aseprite': writeAseprite(animation),
  });
}

export function writerRows(rounds: number): PixelRow[] {
  const animation = walk(64, 8);
  const what = '8 frames of 64 × 64: GIF, APNG, sheet, both JSONs, .aseprite, zip';
  const first = exported(animation);
  let isStable = true;
  const spread = worked(rounds, () => {
    const again = exported(animation);
    isStable &&= again.length === first.length && again.every((byte, at) => byte === first[at]);
  });
  const row = atMostMs(what, targetMs, spread);
  return [
    row,
    {
      what: 'the same zip again',
      target: 'the same bytes',
      found: isStable ? `the same ${first.length} bytes, ${rounds} times` : 'other bytes',
      met: isStable,
    },
  ];
}
