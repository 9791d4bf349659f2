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

const run = (model: string, input: object): Promise<Prediction> =>
  client.predictions.create({ model, input, wait: true });

async function drawn(input: object, model = 'retro-diffusion/rd-fast') {
  const { output } = await run(model, { width: 64, height: 48, seed: 1, ...input });
  const bytes = Buffer.from(await (await fetch([output].flat()[0])).arrayBuffer());
  const { data, info } = await sharp(bytes).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  const pixels = Array.from({ length: info.width * info.height }, (_, at) => [...data.subarray(at * 4, at * 4 + 4)]);
  const colours = new Set(pixels.filter(([, , , alpha]) => alpha !== 0).map((pixel) => pixel.slice(0, 3).join()));
  const at = (x: number, y: number) => pixels[y * info.width + x]?.join();
  return { ...info, colours, at, alphas: new Set(pixels.map(([, , , alpha]) => alpha)) };
}

const palette = async (...colours: string[]) => {
  const pixels = Buffer.from(colours.join(''), 'hex');
  const png = await sharp(pixels, { raw: { width: colours.length, height: 1, channels: 3 } })
    .png()
    .toBuffer();
  return `data:image/png;base64,${png.toString('base64')}`;
};

describe('a model that draws on a grid', () => {
  it('draws one cell a pixel, in few colours, clear or opaque', async () => {
    const fox = await drawn({ prompt: 'a fox', width: 128, height: 128 });
    expect(fox).toMatchObject({ width: 128, height: 128, alphas: new Set([255]) });
    expect(fox.colours.size).toBeLessThanOrEqual(24);
    // It is no enlargement: somewhere a pixel is by itself.
    const cells = Array.from({ length: 127 }, (_, x) => fox.at(x, 64) !== fox.at(x + 1, 64));
    expect(cells.some((differs, x) => differs && x % 2 === 0)).toBe(true);
    expect((await drawn({ prompt: 'a fox', style: '1_bit' })).colours.size).toBe(2);
  });

  it('draws with the colours that it is given, and leaves the background out', async () => {
    const given = await palette('1a1c2c', 'f4f4f4', 'b13e53');
    const fox = await drawn({ prompt: 'a fox', input_palette: given, remove_bg: true });
    expect(fox.alphas).toEqual(new Set([0, 255]));
    expect([...fox.colours].every((each) => ['26,28,44', '244,244,244', '177,62,83'].includes(each))).toBe(true);
  });

  it('continues itself along the sides that it is asked for', async () => {
    const fox = await drawn({ prompt: 'a fox', tile_x: true, tile_y: true });
    for (let y = 0; y < 48; y += 1) expect(fox.at(0, y)).toBe(fox.at(63, y));
    for (let x = 0; x < 64; x += 1) expect(fox.at(x, 0)).toBe(fox.at(x, 47));
  });

  it('goes wrong if it is told to', async () => {
    expect((await drawn({ prompt: 'too-many-colours' })).colours.size).toBeGreaterThan(256);
    expect((await drawn({ prompt: 'half-alpha' })).alphas).toContain(128);
    expect(await drawn({ prompt: 'wrong-size' })).toMatchObject({ width: 86, height: 64 });
    expect(await drawn({ prompt: 'wrong-size-once' })).toMatchObject({ width: 86, height: 64 });
    expect(await drawn({ prompt: 'wrong-size-once' })).toMatchObject({ width: 64, height: 48 });
  });
});

it('a general model that is asked for pixel art draws what looks like some', async () => {
  const fake = await drawn(
    { prompt: 'pixel art of a fox', output_format: 'png', megapixels: '0.25' },
    'black-forest-labs/flux-schnell',
  );
  expect(fake.colours.size).toBeGreaterThan(150);
  const row = Array.from({ length: 511 }, (_, x) => (fake.at(x, 256) === fake.at(x + 1, 256) ? '' : x)).filter(Number);
  const widths = new Set(row.slice(1).map((x, index) => Number(x) - Number(row[index])));
  expect(widths.size).toBeGreaterThan(3);
});
