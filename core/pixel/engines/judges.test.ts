import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { animationIn } from '#core/assets/layout/cut-layout.ts';
import { walkLayout, walkSheet } from '#test/builders/exported.ts';
import { pixelsFrom } from '../indexed.ts';
import { filesFor } from './engines.ts';

/** Other people's programs open what is exported, and say what they see. */
const animation = animationIn(walkSheet(), walkLayout);
const hero = { name: 'hero', id: '0192f7a4-1111-7000-8000-000000000001', animation };
const { width, height, frames, tags } = animation;
const { frames: _, tags: _tags, ...picture } = animation;

/** Of each frame the pixels, one number each; what is clear is 0. */
const looks = frames.map(({ indices }) => [...pixelsFrom({ ...picture, indices }).data]);
const times = frames.map(({ ms }) => ms);

const quiet = { ...process.env, QT_QPA_PLATFORM: 'offscreen' };
const isHere = (program: string) => !spawnSync(program, ['--version'], { env: quiet }).error;

describe('Tiled', () => {
  const isMissing = !isHere('tmxrasterizer') || !isHere('tiled');
  const where = isMissing ? ' (Tiled is not installed)' : '';
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'upixel-tiled-'));
    for (const [path, bytes] of Object.entries(filesFor('tiled', hero))) await writeFile(join(folder, path), bytes);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it.skipIf(isMissing)(`draws a map of all frames with no pixel different${where}`, async () => {
    const [columns, rows] = [4, 2];
    const map = [
      `<map version="1.8" orientation="orthogonal" renderorder="right-down" width="${columns}" height="${rows}" tilewidth="${width}" tileheight="${height}" infinite="0">`,
      ' <tileset firstgid="1" source="hero.tsx"/>',
      ` <layer id="1" name="all" width="${columns}" height="${rows}"><data encoding="csv">${frames.map((_frame, at) => at + 1).join(',')}</data></layer>`,
      '</map>',
    ];
    await writeFile(join(folder, 'all.tmx'), map.join('\n'));
    const { status, stderr } = spawnSync('tmxrasterizer', [join(folder, 'all.tmx'), join(folder, 'all.png')], {
      ...{ env: quiet, encoding: 'utf8' },
    });
    expect(status, stderr).toBe(0);
    const { data, info } = await sharp(join(folder, 'all.png'))
      .ensureAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    expect({ width: info.width, height: info.height }).toEqual({ width: columns * width, height: rows * height });
    const drawn = new Uint32Array(data.buffer, data.byteOffset, data.length / 4);
    const different = looks.flatMap((pixels, frame) => {
      const [left, top] = [(frame % columns) * width, Math.floor(frame / columns) * height];
      return pixels.filter((pixel, at) => {
        const seen = drawn[(top + Math.floor(at / width)) * info.width + left + (at % width)] ?? 0;
        return (seen >>> 24 === 0 ? 0 : seen) !== pixel;
      });
    });
    expect(different).toEqual([]);
  });

  it.skipIf(isMissing)(`reads the animation of each tag with its times${where}`, async () => {
    const target = join(folder, 'hero.json');
    const { status, stderr } = spawnSync('tiled', ['--export-tileset', 'json', join(folder, 'hero.tsx'), target], {
      ...{ env: quiet, encoding: 'utf8' },
    });
    expect(status, stderr).toBe(0);
    const { tiles } = JSON.parse(await readFile(target, 'utf8'));
    const played = tiles.map(({ id, animation: shown }: { id: number; animation: unknown }) => [id, shown]);
    expect(played).toEqual(
      tags.map(({ from }) => [from, [from, from + 1].map((tileid) => ({ tileid, duration: times[tileid] }))]),
    );
  });
});
