#!/usr/bin/env bash
# upng-js 2.1.0; seen in November 2026 on Node 20.
#
# Asked for as many colours as a picture has, the encoder changes the picture: one colour is lost and its pixels become another one's.
# Asked for one colour more, or for 0 ("all"), the same picture comes back as it was. So a number of colours that was counted in a
# picture is the one number that must not be given for it.
#
# Output seen (16 colours, all opaque, 64 pixels):
#   asked for 16: 15 colours, 8 pixels changed
#   asked for 17: 16 colours, 0 pixels changed
#   asked for 0: 16 colours, 0 pixels changed
set -euo pipefail
cd "$(mktemp -d)"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund upng-js@2.1.0 >/dev/null
cat > run.mjs <<'JS'
import UPNG from 'upng-js';

const [width, height] = [16, 4];
const colour = (nth) => [nth * 15, (nth * 40) & 255, (nth * 90) & 255, 255];
const pixels = Uint8Array.from(Array.from({ length: width * height }, (_, at) => colour(at % 16)).flat());
const cells = (bytes) => Array.from({ length: width * height }, (_, at) => bytes.subarray(at * 4, at * 4 + 4).join());

for (const asked of [16, 17, 0]) {
  const [frame] = UPNG.toRGBA8(UPNG.decode(UPNG.encode([pixels.buffer], width, height, asked)));
  const [before, after] = [cells(pixels), cells(new Uint8Array(frame))];
  const changed = after.filter((each, at) => each !== before[at]).length;
  console.log(`asked for ${asked}: ${new Set(after).size} colours, ${changed} pixels changed`);
}
JS
node run.mjs | tee output.txt
diff output.txt - <<'SEEN'
asked for 16: 15 colours, 8 pixels changed
asked for 17: 16 colours, 0 pixels changed
asked for 0: 16 colours, 0 pixels changed
SEEN
