import Replicate, { type Prediction } from 'replicate';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { backgroundRemover, blip, nsfwImageDetection, realEsrgan } from './models/image-tools.ts';
import { readPngText } from './pictures/png.ts';
import { specialPrompts } from './special-prompts.ts';
import { type ReplicateStandIn, start } from './start.ts';

let replicate: ReplicateStandIn;
let client: Replicate;

beforeAll(async () => {
  replicate = await start({ speed: 0 });
  client = new Replicate({ auth: replicate.token, baseUrl: replicate.apiUrl });
});
beforeEach(() => replicate.reset());
afterAll(() => replicate.close());

const schnell = 'black-forest-labs/flux-schnell';
const run = (model: string, input: object): Promise<Prediction> =>
  client.predictions.create({ model, input, wait: true });
const runVersion = (version: string, input: object): Promise<Prediction> =>
  client.predictions.create({ version, input, wait: true });
const pixelArt = (prompt: string, more: object = {}) =>
  run('retro-diffusion/rd-fast', { prompt, width: 64, height: 64, seed: 1, ...more });
const download = async (link: string) => Buffer.from(await (await fetch(link)).arrayBuffer());
const first = async ({ output }: Prediction) => download(output[0]);

describe('pictures', () => {
  it('are the same for the same prompt and seed, and differ for others', async () => {
    const fox = await first(await pixelArt('a fox'));
    expect(await first(await pixelArt('a fox'))).toEqual(fox);
    expect(await first(await pixelArt('a fox', { seed: 2 }))).not.toEqual(fox);
    expect(await first(await pixelArt('an owl'))).not.toEqual(fox);
    const four = await pixelArt('a fox', { num_images: 4 });
    const files = await Promise.all((four.output as string[]).map(download));
    expect(new Set(files.map((file) => file.toString('base64'))).size).toBe(4);
    expect(files[0]).toEqual(fox);
  });

  it.each([
    [schnell, { aspect_ratio: '16:9' }, 'webp', 1344, 768],
    [schnell, { megapixels: '0.25', output_format: 'png' }, 'png', 512, 512],
    [schnell, { aspect_ratio: '2:3', output_format: 'jpg' }, 'jpeg', 832, 1216],
    ['retro-diffusion/rd-plus', { width: 96, height: 33 }, 'png', 96, 33],
    ['retro-diffusion/rd-fast', { width: 16, height: 16 }, 'png', 16, 16],
    ['black-forest-labs/flux-2-pro', { resolution: '4 MP', output_format: 'png' }, 'png', 2048, 2048],
    ['black-forest-labs/flux-2-pro', { aspect_ratio: 'custom', width: 640, height: 384 }, 'webp', 640, 384],
    ['google/nano-banana', {}, 'jpeg', 1024, 1024],
    ['google/nano-banana', { aspect_ratio: '21:9', output_format: 'png' }, 'png', 1536, 672],
  ])('of %s with %o are %s of %i × %i', async (model, input, format, width, height) => {
    const { output } = await run(model, { prompt: 'a tidy desk', ...input });
    const picture = sharp(await download([output].flat()[0]));
    expect(await picture.metadata()).toMatchObject({ format, width, height });
    expect((await picture.stats()).channels[0]?.stdev).toBeGreaterThan(5);
  });

  it('say in their metadata what was asked for, as careless providers do', async () => {
    expect(readPngText(await first(await pixelArt('a fox with a secret'))).parameters).toContain('a fox with a secret');
    const webp = await first(await run(schnell, { prompt: 'a fox with a secret' }));
    expect((await sharp(webp).metadata()).exif?.toString('latin1')).toContain('a fox with a secret');
  });

  it('stand on nothing when the background is to be removed', async () => {
    const cut = await sharp(await first(await pixelArt('a fox', { remove_bg: true })))
      .ensureAlpha()
      .raw()
      .toBuffer();
    expect(cut[3]).toBe(0);
    expect(await sharp(await first(await pixelArt('a fox'))).stats()).toMatchObject({ isOpaque: true });
  });

  it('take in the picture they were given, from a data URL or an upload', async () => {
    const red = await sharp({ create: { width: 320, height: 160, channels: 3, background: '#d02020' } })
      .png()
      .toBuffer();
    const inputs = {
      prompt: 'a fox',
      image_input: [`data:image/png;base64,${red.toString('base64')}`],
      output_format: 'png',
    };
    const { output } = await run('google/nano-banana', inputs);
    const picture = sharp(await download(output));
    expect(await picture.metadata()).toMatchObject({ width: 320, height: 160 });
    const corner = await picture.extract({ left: 2, top: 2, width: 1, height: 1 }).removeAlpha().raw().toBuffer();
    expect(corner[0]).toBeGreaterThan(150);

    const upload = await client.files.create(new Blob([new Uint8Array(red)], { type: 'image/png' }), { of: 'a test' });
    expect(upload).toMatchObject({ content_type: 'image/png', size: red.length, metadata: { of: 'a test' } });
    const larger = await runVersion(realEsrgan.version, { image: upload.urls.get, scale: 2 });
    expect(await sharp(await download(larger.output)).metadata()).toMatchObject({ width: 640, height: 320 });
  });

  it('fail as models do when the input is no picture or cannot be had', async () => {
    const text = `data:text/plain;base64,${Buffer.from('hello').toString('base64')}`;
    expect((await runVersion(realEsrgan.version, { image: text })).error).toContain('cannot identify image file');
    expect((await runVersion(blip.version, { image: 'https://example.com/a.png' })).error).toContain(
      'this machine only',
    );
  });
});

describe('other models', () => {
  it('cut out, caption and classify', async () => {
    const made = (await pixelArt('a fox')).output[0];
    const cut = await runVersion(backgroundRemover.version, { image: made });
    expect(await sharp(await download(cut.output)).metadata()).toMatchObject({
      format: 'png',
      hasAlpha: true,
      width: 64,
    });
    expect((await runVersion(blip.version, { image: made })).output).toMatch(
      /^Caption: a small pixel art creature on a \w+ background$/,
    );
    expect((await runVersion(nsfwImageDetection.version, { image: made })).output).toBe('normal');
    const risky = (await pixelArt('a risky fox')).output[0];
    expect((await runVersion(nsfwImageDetection.version, { image: risky })).output).toBe('nsfw');
  });

  it('describe their inputs and outputs as the API does', async () => {
    const model = await client.models.get('black-forest-labs', 'flux-schnell');
    const schema = model.latest_version?.openapi_schema as {
      components: {
        schemas: Record<string, { required?: string[]; properties?: Record<string, unknown>; enum?: string[] }>;
      };
    };
    const { Input, Output, output_format: format } = schema.components.schemas;
    expect(Input?.required).toEqual(['prompt']);
    expect(Input?.properties?.num_outputs).toMatchObject({
      type: 'integer',
      default: 1,
      minimum: 1,
      maximum: 4,
      title: 'Num Outputs',
    });
    expect(Input?.properties?.output_format).toMatchObject({
      default: 'webp',
      allOf: [{ $ref: '#/components/schemas/output_format' }],
    });
    expect(format?.enum).toEqual(['webp', 'jpg', 'png']);
    expect(Output).toMatchObject({ type: 'array', items: { format: 'uri' } });
    const version = await client.models.versions.get(
      'black-forest-labs',
      'flux-schnell',
      model.latest_version?.id ?? '',
    );
    expect(version.openapi_schema).toEqual(schema);
  });
});

describe('special prompts', () => {
  it.each([
    [schnell, 'NSFW content detected. Try running it again, or try a different prompt.'],
    [
      'google/nano-banana',
      'The input or output was flagged as sensitive. Please try again with different inputs. (E005)',
    ],
  ])('nsfw is refused by %s, for free', async (model, error) => {
    expect(await run(model, { prompt: 'something nsfw' })).toMatchObject({ status: 'failed', error, output: null });
    expect(replicate.paid).toBe(0);
  });

  it('nsfw-empty succeeds with nothing', async () => {
    expect(await run(schnell, { prompt: 'nsfw-empty' })).toMatchObject({
      status: 'succeeded',
      output: [],
      error: null,
    });
    expect(await run('google/nano-banana', { prompt: 'nsfw-empty' })).toMatchObject({
      status: 'succeeded',
      output: null,
    });
  });

  it('fail fails, partial gives half, webp ignores the format', async () => {
    expect((await pixelArt('fail')).error).toContain('CUDA out of memory');
    expect((await pixelArt('partial crowd', { num_images: 4 })).output).toHaveLength(2);
    expect((await sharp(await first(await pixelArt('webp'))).metadata()).format).toBe('webp');
  });

  it('gif moves, transparent shows through, tagged carries what others write', async () => {
    const gif = await first(await pixelArt('a gif'));
    expect(await sharp(gif, { animated: true }).metadata()).toMatchObject({ format: 'gif', pages: 3 });
    const through = await first(await pixelArt('transparent webp'));
    expect((await sharp(through).stats()).isOpaque).toBe(false);
    for (const format of ['png', 'webp', 'jpg']) {
      const bytes = await first(await run(schnell, { prompt: 'tagged', output_format: format }));
      const { icc, exif, xmp } = await sharp(bytes).metadata();
      expect(
        [icc, exif, xmp].map((each) => (each?.length ?? 0) > 100),
        format,
      ).toEqual([true, true, true]);
      expect(bytes.includes('c2pa\0')).toBe(true);
    }
    const tagged = await first(await pixelArt('a tagged gif'));
    expect(tagged.includes('C2PA_GIF')).toBe(true);
    expect(await sharp(tagged, { animated: true }).metadata()).toMatchObject({ pages: 3 });
  });

  it('huge is a bomb, corrupt no image, wrong-host elsewhere', async () => {
    const bomb = await first(await pixelArt('a huge dragon'));
    expect(bomb.length).toBeLessThan(1_000_000);
    await expect(sharp(bomb, { limitInputPixels: 100_000_000 }).raw().toBuffer()).rejects.toThrow('pixel limit');
    await expect(sharp(await first(await pixelArt('corrupt'))).metadata()).rejects.toThrow('unsupported image format');
    expect((await pixelArt('wrong-host')).output[0]).toMatch(/^https:\/\/pictures\.example\.net\//);
  });

  it('are described, each with a sentence', () => {
    expect(Object.entries(specialPrompts).every(([word, what]) => /^[a-z-]+$/.test(word) && what.length > 10)).toBe(
      true,
    );
  });
});

describe('files', () => {
  it('are listed, found, deleted, and gone after a day', async () => {
    const file = await client.files.create(Buffer.from('hello'));
    expect((await client.files.list()).results).toHaveLength(1);
    expect(await client.files.get(file.id)).toEqual(file);
    expect(await client.files.delete(file.id)).toBe(true);
    await expect(client.files.get(file.id)).rejects.toThrow('404');

    const second = await client.files.create(Buffer.from('hello again'));
    replicate.clock.advance(24 * 60 * 60 * 1000);
    await expect(client.files.get(second.id)).rejects.toThrow('404');
  });
});
