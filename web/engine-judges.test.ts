import { existsSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { animationIn } from '#core/assets/layout/cut-layout.ts';
import { filesFor } from '#core/pixel/engines/engines.ts';
import { writeGif } from '#core/pixel/formats/gif/write-gif.ts';
import { writeApng } from '#core/pixel/formats/png/write-apng.ts';
import { writeWebp } from '#core/pixel/formats/webp/write-webp.ts';
import { pixelsFrom } from '#core/pixel/indexed.ts';
import { launchBrowser } from '#test/browser.ts';
import { walkLayout, walkSheet } from '#test/builders/exported.ts';

/** Other people's programs open what is exported, and say what they see. */
const animation = animationIn(walkSheet(), walkLayout);
const hero = { name: 'hero', id: '0192f7a4-1111-7000-8000-000000000001', animation };
const { width, height, frames, tags } = animation;
const { frames: _, tags: _tags, ...picture } = animation;

/** Of each frame the pixels, one number each; what is clear is 0. */
const looks = frames.map(({ indices }) => [...pixelsFrom({ ...picture, indices }).data]);
const times = frames.map(({ ms }) => ms);

/** Answered by the test itself: a secure place, which ImageDecoder asks for. */
const home = 'https://judges.test';
const served = new Map<string, Buffer>();
let browser: Browser;
let page: Page;
beforeAll(async () => {
  browser = await launchBrowser();
  page = await browser.newPage();
  await page.route('**/*', async (route) => {
    const path = new URL(route.request().url()).pathname.slice(1);
    if (path === '') return route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>Judges</title>' });
    const body = served.get(path);
    const types: Record<string, string> = { png: 'image/png', json: 'application/json' };
    const contentType = types[path.split('.').at(-1) ?? ''] ?? 'application/octet-stream';
    return body ? route.fulfill({ body, contentType }) : route.fulfill({ status: 404 });
  });
  await page.goto(home);
});
afterAll(() => browser?.close());

it.each([
  ['image/gif', writeGif(animation)],
  ['image/png', writeApng(animation)],
  ['image/webp', writeWebp(animation)],
])('ImageDecoder sees every frame of our %s for its time', async (type, bytes) => {
  served.set('walk', Buffer.from(bytes));
  const seen = await page.evaluate(async (mime) => {
    const data = await (await fetch('/walk')).arrayBuffer();
    const decoder = new ImageDecoder({ data, type: mime });
    await decoder.tracks.ready;
    const count = decoder.tracks.selectedTrack?.frameCount ?? 0;
    const found: Array<{ ms: number; pixels: number[] }> = [];
    for (let frameIndex = 0; frameIndex < count; frameIndex += 1) {
      const { image } = await decoder.decode({ frameIndex });
      const rgba = new Uint8Array(image.codedWidth * image.codedHeight * 4);
      await image.copyTo(rgba, { format: 'RGBA' });
      found.push({ ms: (image.duration ?? 0) / 1000, pixels: [...new Uint32Array(rgba.buffer)] });
      image.close();
    }
    return found;
  }, type);
  expect(seen.map(({ ms }) => ms)).toEqual(times);
  expect(seen.map(({ pixels }) => pixels.map((pixel) => (pixel >>> 24 === 0 ? 0 : pixel)))).toEqual(looks);
});

/** They are as large as all of ours together, and not among our packages: `.ci/run` installs them here. */
const judges = '.upixel/judges/node_modules';
const phaser = `${judges}/phaser/dist/phaser.min.js`;
const pixi = `${judges}/pixi.js/dist/pixi.min.js`;
const isMissing = !existsSync(phaser) || !existsSync(pixi);
const where = isMissing ? ' (Phaser and Pixi are not installed)' : '';

const serve = (engine: 'phaser' | 'pixi') => {
  for (const [path, bytes] of Object.entries(filesFor(engine, hero))) served.set(path, Buffer.from(bytes));
};

it.skipIf(isMissing)(`Phaser plays each tag with its frames, pixels and times${where}`, async () => {
  serve('phaser');
  await page.addScriptTag({ path: phaser });
  const seen = await page.evaluate(inPhaser, { width, height });
  expect(seen.anims).toEqual(
    tags.map(({ name, from }) => ({
      name,
      frames: [from, from + 1].map((number) => ({ number, ms: times[number] })),
    })),
  );
  expect(seen.frames).toEqual(looks);
});

it.skipIf(isMissing)(`Pixi has each tag with its frames, pixels and times${where}`, async () => {
  serve('pixi');
  await page.addScriptTag({ path: pixi });
  const seen = await page.evaluate(inPixi);
  expect(seen.anims).toEqual(tags.map(({ name, from }) => ({ name, frames: [from, from + 1] })));
  expect(seen.frames).toEqual(looks.map((pixels, at) => ({ ms: times[at], pixels })));
});

// biome-ignore lint/suspicious/noExplicitAny: the library is a script of that page
type Scene = any;

/** Runs in the page. */
async function inPhaser({ width, height }: { width: number; height: number }) {
  // biome-ignore lint/suspicious/noExplicitAny: the library is a script of that page
  const { Phaser } = globalThis as any;
  return new Promise<{
    anims: Array<{ name: string; frames: Array<{ number: number; ms: number }> }>;
    frames: number[][];
  }>((resolve) => {
    new Phaser.Game({
      type: Phaser.CANVAS,
      width: 64,
      height: 64,
      pixelArt: true,
      audio: { noAudio: true },
      banner: false,
      scene: {
        preload(this: Scene) {
          this.load.aseprite('hero', 'hero.png', 'hero.json');
        },
        create(this: Scene) {
          const made = this.anims.createFromAseprite('hero');
          // biome-ignore lint/suspicious/noExplicitAny: as above
          const anims = made.map((anim: any) => ({
            name: anim.key,
            // biome-ignore lint/suspicious/noExplicitAny: as above
            frames: anim.frames.map((each: any) => ({ number: Number(each.textureFrame), ms: each.duration })),
          }));
          const texture = this.textures.get('hero');
          const names = texture.getFrameNames();
          const frames = names.map((name: string) => {
            const { cutX, cutY } = texture.get(name);
            const canvas = new OffscreenCanvas(width, height);
            const context = canvas.getContext('2d');
            context?.drawImage(texture.getSourceImage(), -cutX, -cutY);
            const { data } = context?.getImageData(0, 0, width, height) ?? { data: new Uint8ClampedArray() };
            return [...new Uint32Array(data.buffer)];
          });
          resolve({ anims, frames });
        },
      },
    });
  });
}

async function inPixi() {
  // biome-ignore lint/suspicious/noExplicitAny: the library is a script of that page
  const { PIXI } = globalThis as any;
  PIXI.Assets.setPreferences({ preferWorkers: false });
  const sheet = await PIXI.Assets.load('/hero.json');
  const names = Object.keys(sheet.textures);
  // biome-ignore lint/suspicious/noExplicitAny: as above
  const anims = Object.entries<any[]>(sheet.animations).map(([name, textures]) => ({
    name,
    frames: textures.map((texture) => names.indexOf(names.find((each) => sheet.textures[each] === texture) ?? '')),
  }));
  const frames = names.map((name) => {
    const { frame } = sheet.textures[name];
    const canvas = new OffscreenCanvas(frame.width, frame.height);
    const context = canvas.getContext('2d');
    context?.drawImage(sheet.textureSource.resource, -frame.x, -frame.y);
    const { data } = context?.getImageData(0, 0, frame.width, frame.height) ?? { data: new Uint8ClampedArray() };
    return { ms: sheet.data.frames[name].duration as number, pixels: [...new Uint32Array(data.buffer)] };
  });
  return { anims, frames };
}
