import Replicate, { type Prediction } from 'replicate';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ReplicateStandIn, start } from './start.ts';

let replicate: ReplicateStandIn;
let client: Replicate;

beforeAll(async () => {
  replicate = await start({ speed: 0 });
  client = new Replicate({ auth: replicate.token, baseUrl: replicate.apiUrl });
});
afterAll(() => replicate.close());

const run = (input: object): Promise<Prediction> =>
  client.predictions.create({ model: 'retro-diffusion/rd-tile', input, wait: true });

async function drawn(input: object) {
  const { output, error } = await run({ prompt: 'grass and a dirt path', width: 16, height: 16, seed: 1, ...input });
  if (error) throw new Error(String(error));
  const bytes = Buffer.from(await (await fetch([output].flat()[0])).arrayBuffer());
  const { data, info } = await sharp(bytes).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  const at = (x: number, y: number) => [...data.subarray((y * info.width + x) * 4, (y * info.width + x) * 4 + 4)];
  return { width: info.width, height: info.height, at, bytes };
}

/** How far apart two pixels are, over red, green and blue. */
const apart = (one: number[], other: number[]) =>
  [0, 1, 2].reduce((sum, channel) => sum + Math.abs((one[channel] ?? 0) - (other[channel] ?? 0)), 0);

describe('a tileset', () => {
  it('is 4 tiles wide and 5 high, each as large as asked; an island above, a hole below', async () => {
    const set = await drawn({ style: 'tileset' });
    expect(set).toMatchObject({ width: 64, height: 80 });
    const [outer, inner] = [set.at(8, 8), set.at(40, 24)];
    expect(apart(outer, inner)).toBeGreaterThan(60);
    // Of the tile beside the first one, only the lower right corner is of the inner ground.
    expect(apart(set.at(31, 15), inner)).toBeLessThan(apart(set.at(31, 15), outer));
    expect(apart(set.at(17, 1), outer)).toBeLessThan(apart(set.at(17, 1), inner));
  });

  it('has tiles that go on in those beside them: where they lie side by side, no line is to be seen', async () => {
    const set = await drawn({ style: 'tileset_advanced', prompt: 'grey stones', extra_prompt: 'lush grass' });
    const line = (x: number, from: number, to: number) => {
      let sum = 0;
      for (let y = from; y < to; y += 1) sum += apart(set.at(x, y), set.at(x + 1, y));
      return sum;
    };
    const inside = Array.from({ length: 46 }, (_, x) => x).filter((x) => x % 16 !== 15);
    const most = Math.max(...inside.map((x) => line(x, 0, 48)));
    for (const edge of [15, 31, 47]) expect(line(edge, 0, 48)).toBeLessThanOrEqual(most * 1.2);
  });

  it('draws what it is asked for in the sizes that it has, and says so of others', async () => {
    expect(await run({ prompt: 'grass', width: 48, height: 48, style: 'tileset' })).toMatchObject({
      status: 'failed',
      error: 'tileset supports sizes from 16x16 to 32x32',
    });
    expect(await run({ prompt: 'grass', width: 32, height: 32, style: 'tile_variation' })).toMatchObject({
      status: 'failed',
      error: 'input_image is required for tile_variation',
    });
    await expect(run({ prompt: 'grass', width: 8, height: 32 })).rejects.toThrow('greater than or equal to 16');
    await expect(run({ prompt: 'grass', style: 'texture' })).rejects.toThrow('must be one of');
  });
});

it('a tile is like itself at its edges; and if it is told to, it is not', async () => {
  const seam = async (prompt: string) => {
    const { at, width, height } = await drawn({ style: 'single_tile', prompt, width: 32, height: 32 });
    const line = (x: number) => {
      let sum = 0;
      for (let y = 0; y < height; y += 1) sum += apart(at(x, y), at((x + 1) % width, y));
      return sum;
    };
    return line(width - 1) / Math.max(...Array.from({ length: width - 1 }, (_, x) => line(x)));
  };
  expect(await seam('cobble')).toBeLessThan(1.2);
  expect(await seam('cobble bad-seams')).toBeGreaterThan(1.5);
});

it('a variation has the edges of the tile that it is given, and another middle', async () => {
  const tile = await drawn({ style: 'single_tile' });
  const input_image = `data:image/png;base64,${tile.bytes.toString('base64')}`;
  const other = await drawn({ style: 'tile_variation', input_image });
  let changed = 0;
  for (let at = 0; at < 16; at += 1) {
    for (const [x, y] of [
      [at, 0],
      [at, 15],
      [0, at],
      [15, at],
    ] as const)
      expect(other.at(x, y)).toEqual(tile.at(x, y));
    for (let y = 0; y < 16; y += 1) if (apart(other.at(at, y), tile.at(at, y)) > 0) changed += 1;
  }
  expect(changed).toBeGreaterThan(10);
});
