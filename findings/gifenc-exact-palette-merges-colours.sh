#!/usr/bin/env bash
# gifenc 1.0.3; seen in November 2026 on Node 20.
#
# A picture whose colours are all in the palette that is given does not come through `applyPalette` as it was: each pixel is put into a
# bucket of 5, 6 and 5 bits (or four bits, by the format), and whoever comes first to a bucket decides for all. Which of two near colours
# wins depends on the order of the pixels, so the same picture mirrored has other colours. Nothing is said. (Its encoder is right when it
# is given indices that were found in another way.)
#
# Output seen (sixteen reds 0, 3, 6 … 45, each a pixel, and these sixteen as palette):
#   rgb565: 0 0 0 3 3 3 6 6 8 8 8 11 11 11 14 14, exact 6 of 16
#   rgb444: 0 0 0 0 0 0 6 6 6 6 6 11 11 11 11 11, exact 3 of 16
#   rgb565, the pixels in the other order: 2 2 2 5 5 5 7 7 10 10 10 13 13 13 15 15, exact 6 of 16
set -euo pipefail
cd "$(mktemp -d)"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund gifenc@1.0.3 >/dev/null
cat > run.mjs <<'JS'
import gifenc from 'gifenc';

const palette = Array.from({ length: 16 }, (_, nth) => [nth * 3, 0, 0]);
const pixels = (colours) => Uint8Array.from(colours.flatMap((colour) => [...colour, 255]));
const say = (name, indices) => console.log(`${name}: ${indices.join(' ')}, exact ${indices.filter((index, nth) => index === nth).length} of 16`);

for (const format of ['rgb565', 'rgb444']) say(format, [...gifenc.applyPalette(pixels(palette), palette, format)]);
say('rgb565, the pixels in the other order', [...gifenc.applyPalette(pixels(palette.toReversed()), palette, 'rgb565')].reverse());
JS
node run.mjs | tee output.txt
diff output.txt - <<'SEEN'
rgb565: 0 0 0 3 3 3 6 6 8 8 8 11 11 11 14 14, exact 6 of 16
rgb444: 0 0 0 0 0 0 6 6 6 6 6 11 11 11 11 11, exact 3 of 16
rgb565, the pixels in the other order: 2 2 2 5 5 5 7 7 10 10 10 13 13 13 15 15, exact 6 of 16
SEEN
