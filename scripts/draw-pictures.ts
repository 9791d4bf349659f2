// npm run pictures: draws what the public pages show, and the icons of the site. The files are committed, so this runs only if they should change.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import sharp, { type OverlayOptions, type Sharp } from 'sharp';
import type { Canvas } from '#sandbox/replicate/pictures/canvas.ts';
import { makePhotograph } from '#sandbox/replicate/pictures/photo.ts';
import { drawSprite } from '#sandbox/replicate/pictures/sprite.ts';

const web = resolve(import.meta.dirname, '../web');
/** Art pixels of one picture. */
const side = 64;

/** The wall: eight in a row. */
const wall = [
  ['an owl mage at night', 'a robot in a neon city', 'a red dragon in a crystal cave', 'a rabbit in a spring garden'],
  ['a pirate cat at sea', 'a mushroom knight in the forest', 'a penguin in the snow', 'an alien on a purple planet'],
  ['a fox wizard in the desert', 'a ghost in a dark forest', 'a bear king on a hill', 'a slime in a dungeon'],
  ['a golden robot in the desert', 'a frog prince on a meadow', 'an imp in a cave', 'a blue cat in space'],
  ['a snow bunny with a potion', 'a tiger in the jungle', 'a star fox in a galaxy', 'a green wizard by the sea'],
  ['a panda in a village', 'a witch under the moon', 'a mech in the city', 'a white ghost in the snow'],
];

const pictureOf = (prompt: string, seed = 7, size = { width: 1024, height: 1024 }) => {
  const { data, width, height } = drawSprite({ prompt, seed, ...size, ground: 'scene' });
  return sharp(data, { raw: { width, height, channels: 4 } });
};

/** Pictures side by side, as many in a row, each art pixel enlarged to a square of `factor` pixels. */
async function mosaic(pictures: readonly Sharp[], columns: number, factor = 1): Promise<Sharp> {
  const placed: OverlayOptions[] = [];
  for (const [nth, picture] of pictures.entries())
    placed.push({
      input: await picture.png().toBuffer(),
      left: (nth % columns) * side,
      top: Math.floor(nth / columns) * side,
    });
  const [width, height] = [columns * side, Math.ceil(pictures.length / columns) * side];
  const small = await sharp({ create: { width, height, channels: 3, background: '#191424' } })
    .composite(placed)
    .png()
    .toBuffer();
  return sharp(small).resize(width * factor, height * factor, { kernel: 'nearest' });
}

/** Of 256 colours at most, which nobody misses in pixel art. */
async function lossless(picture: Sharp): Promise<Buffer> {
  const reduced = await picture.png({ palette: true, dither: 0 }).toBuffer();
  return sharp(reduced).webp({ lossless: true, effort: 6 }).toBuffer();
}

async function drawLanding() {
  const folder = resolve(web, 'pages/landing/pictures');
  await mkdir(folder, { recursive: true });
  const prompts = wall.flat();
  await writeFile(
    resolve(folder, 'wall.webp'),
    await lossless(
      await mosaic(
        prompts.map((each) => pictureOf(each)),
        8,
      ),
    ),
  );
  const foxes = [3, 5, 8, 13].map((seed) => pictureOf('a fox knight', seed));
  await writeFile(resolve(folder, 'fox-knights.webp'), await lossless(await mosaic(foxes, 2)));
}

/** One of each kind, in art pixels; what is transparent stays so. */
async function drawKinds() {
  const folder = resolve(web, 'pages/landing/pictures');
  const art = ({ data, width, height }: Canvas) => sharp(data, { raw: { width, height, channels: 4 } });
  const scene = drawSprite({ prompt: 'a mech in the city', seed: 4, width: 1344, height: 768, ground: 'scene' });
  const sprite = drawSprite({ prompt: 'a mushroom knight', seed: 7, width: 1024, height: 1024, ground: 'transparent' });
  const icon = drawSprite({ prompt: 'a potion icon', seed: 5, width: 32, height: 32, ground: 'scene' });
  for (const [name, canvas] of Object.entries({ scene, sprite, icon }))
    await writeFile(resolve(folder, `${name}.webp`), await lossless(art(canvas)));
  const photograph = makePhotograph().resize(576, 576).webp({ quality: 60, effort: 6 });
  await writeFile(resolve(folder, 'photograph.webp'), await photograph.toBuffer());
}

/** The logo without its frame: 16 × 16 whole pixels. */
const logo = async (size: number) => {
  const svg = (await readFile(resolve(web, 'public/favicon.svg'), 'utf8')).replace('-2 -2 20 20', '0 0 16 16');
  const small = await sharp(Buffer.from(svg), { density: 72 }).resize(16, 16, { kernel: 'nearest' }).png().toBuffer();
  const factor = Math.floor(size / 16);
  const rest = size - factor * 16;
  const [before, after] = [Math.floor(rest / 2), Math.ceil(rest / 2)];
  return sharp(small)
    .resize(factor * 16, factor * 16, { kernel: 'nearest' })
    .flatten({ background: '#4f2d9b' })
    .extend({ top: before, left: before, bottom: after, right: after, background: '#4f2d9b' });
};
const small = (picture: Sharp) => picture.png({ palette: true, effort: 10, compressionLevel: 9 }).toBuffer();

async function drawIcons() {
  const save = async (name: string, picture: Sharp) => writeFile(resolve(web, 'public', name), await small(picture));
  await save('apple-touch-icon.png', await logo(180));
  await save('icon-192.png', await logo(192));
  await save('icon-512.png', await logo(512));
  const icons = await Promise.all([16, 32, 48].map(async (size) => ({ size, png: await small(await logo(size)) })));
  await writeFile(resolve(web, 'public/favicon.ico'), icoOf(icons));
}

/** An icon file of PNGs: a header of 6 bytes, an entry of 16 for each, then they. https://learn.microsoft.com/windows/win32/menurc/resdir */
function icoOf(icons: ReadonlyArray<{ size: number; png: Buffer }>): Buffer {
  const head = Buffer.alloc(6 + 16 * icons.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(icons.length, 4);
  let offset = head.length;
  for (const [nth, { size, png }] of icons.entries()) {
    const at = 6 + 16 * nth;
    head.writeUInt8(size, at);
    head.writeUInt8(size, at + 1);
    head.writeUInt16LE(1, at + 4);
    head.writeUInt16LE(32, at + 6);
    head.writeUInt32LE(png.length, at + 8);
    head.writeUInt32LE(offset, at + 12);
    offset += png.length;
  }
  return Buffer.concat([head, ...icons.map(({ png }) => png)]);
}

/** What a chat shows of a link: 1,200 × 630. https://ogp.me */
async function drawCard() {
  const prompts = wall.flat();
  const shown = [0, 13, 2, 21, 4, 1, 6, 10].map((nth) => pictureOf(prompts[nth] ?? ''));
  const art = await mosaic([...shown.slice(0, 4), pictureOf('a fox knight', 3), ...shown.slice(4)], 3, 3);
  const words = Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="600" height="630">
    <style>text { font-family: 'DejaVu Sans', Verdana, sans-serif; font-weight: bold }</style>
    <text x="48" y="300" font-size="62" fill="#ffffff">Make images</text><text x="48" y="378" font-size="62" fill="#ffffff">where you talk</text>
    <text x="48" y="446" font-size="30" fill="#cdbdf6">In Discord and Slack</text></svg>`);
  const card = sharp({ create: { width: 1200, height: 630, channels: 3, background: '#2d1f5e' } }).composite([
    { input: await art.png().toBuffer(), left: 624, top: 27 },
    { input: await (await logo(96)).png().toBuffer(), left: 48, top: 116 },
    { input: words, left: 0, top: 0 },
  ]);
  await writeFile(resolve(web, 'public/og.png'), await small(card));
}

await Promise.all([drawLanding().then(drawKinds), drawIcons(), drawCard()]);
