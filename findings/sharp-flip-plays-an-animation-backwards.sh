#!/usr/bin/env bash
# sharp 0.35.5 (libvips 8.18); seen in November 2026 on Node 20.
#
# Frames of an animation lie below each other in one tall picture, and not every operation knows. `trim`, `affine` and
# `rotate(90)` are refused with a clear error, `resize`, `extend` and `extract` go frame by frame; these neither refuse nor do:
# `flip` and `rotate(180)` turn the tall picture, so that the animation also runs backwards, while the delays stay in their order and now
# belong to other frames; `blur` (as any neighbourhood) mixes the last row of a frame with the first row of the next; `composite` with a
# gravity paints on one frame.
#
# Output seen (three frames of 2 × 4, red 0, 80 and 160 under a white row; the first column of each frame, top to bottom):
#   as it is: 255,0,0,0 for 100 ms | 255,80,80,80 for 200 ms | 255,160,160,160 for 300 ms
#   flip: 160,160,160,255 for 100 ms | 80,80,80,255 for 200 ms | 0,0,0,255 for 300 ms
#   rotate(180): 160,160,160,255 for 100 ms | 80,80,80,255 for 200 ms | 0,0,0,255 for 300 ms
#   composite at the foot: 255,0,0,0 for 100 ms | 255,80,80,80 for 200 ms | 255,160,160,255 for 300 ms
#   blur: the last row of the first frame got lighter from the next frame: true
#   trim: Trim is not supported for multi-page images
#   rotate(90): Rotate is not supported for multi-page images
set -euo pipefail
cd "$(mktemp -d)"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund sharp@0.35.5 >/dev/null
cat > run.mjs <<'JS'
import sharp from 'sharp';

const raw = { width: 2, height: 4, channels: 4 };
const frame = (red) => Buffer.from(Array.from({ length: 8 }, (_, at) => (at < 2 ? [255, 255, 255, 255] : [red, 0, 0, 255])).flat());
const stills = await Promise.all([0, 80, 160].map((red) => sharp(frame(red), { raw }).png().toBuffer()));
const animation = await sharp(stills, { join: { animated: true } }).gif({ delay: [100, 200, 300] }).toBuffer();
const open = () => sharp(animation, { animated: true });

const columns = async (picture) => {
  const bytes = await picture.gif().toBuffer();
  const { pages, pageHeight, delay } = await sharp(bytes, { animated: true }).metadata();
  const { data, info } = await sharp(bytes, { animated: true }).raw().toBuffer({ resolveWithObject: true });
  return Array.from({ length: pages }, (_, page) => {
    const reds = Array.from({ length: pageHeight }, (_, y) => data[(page * pageHeight + y) * info.width * info.channels]);
    return { reds, said: `${reds} for ${delay[page]} ms` };
  });
};
const say = async (name, picture) => console.log(`${name}: ${(await columns(picture)).map(({ said }) => said).join(' | ')}`);

await say('as it is', open());
await say('flip', open().flip());
await say('rotate(180)', open().rotate(180));
const bar = { create: { width: 2, height: 1, channels: 4, background: '#fff' } };
await say('composite at the foot', open().composite([{ input: bar, gravity: 'south' }]));
const [first] = await columns(open().blur(1));
console.log(`blur: the last row of the first frame got lighter from the next frame: ${first.reds[3] > 0}`);
console.log(`trim: ${await open().trim().toBuffer().catch(({ message }) => message)}`);
console.log(`rotate(90): ${await open().rotate(90).toBuffer().catch(({ message }) => message)}`);
JS
node run.mjs | tee output.txt
diff output.txt - <<'SEEN'
as it is: 255,0,0,0 for 100 ms | 255,80,80,80 for 200 ms | 255,160,160,160 for 300 ms
flip: 160,160,160,255 for 100 ms | 80,80,80,255 for 200 ms | 0,0,0,255 for 300 ms
rotate(180): 160,160,160,255 for 100 ms | 80,80,80,255 for 200 ms | 0,0,0,255 for 300 ms
composite at the foot: 255,0,0,0 for 100 ms | 255,80,80,80 for 200 ms | 255,160,160,255 for 300 ms
blur: the last row of the first frame got lighter from the next frame: true
trim: Trim is not supported for multi-page images
rotate(90): Rotate is not supported for multi-page images
SEEN
