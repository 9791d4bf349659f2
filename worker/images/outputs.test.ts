import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createReplicateProvider } from '#core/adapters/replicate/provider.ts';
import { download } from '#core/download.ts';
import { readProvenance } from '#core/images/provenance.ts';
import { findImageModel } from '#core/models/catalogue.ts';
import type { SizeName } from '#core/models/define-model.ts';
import type { ImageProvider } from '#core/ports/image-provider.ts';
import { type ReplicateStandIn, start } from '#sandbox/replicate/start.ts';
import { processImage } from '#test/process-image.ts';

// What models really return, good and bad, from a finished run to the bytes we keep.

let replicate: ReplicateStandIn;
let provider: ImageProvider;

beforeAll(async () => {
  replicate = await start({ modelTimeMs: 1, maxCreatesPerMinute: 100_000 });
  provider = createReplicateProvider({ apiUrl: replicate.apiUrl, token: replicate.token });
});

afterAll(() => replicate.close());

async function endOf(id: string): Promise<void> {
  await new Promise<void>((resolve) => {
    const stop = replicate.on(() => check());
    const check = () => {
      const status = replicate.predictions.get(id)?.status;
      if (status === 'starting' || status === 'processing') return;
      stop();
      resolve();
    };
    check();
  });
}

/** The outputs of a finished run. */
async function outputsOf(modelName: string, prompt: string, size: SizeName = 'square'): Promise<string[]> {
  const model = findImageModel(modelName);
  if (!model) throw new Error(`${modelName} is not in the catalogue.`);
  const input = model.buildInput({ prompt, size, count: 1 });
  const webhookUrl = 'http://127.0.0.1:1/nobody-listens';
  const { id } = await provider.create({ model: model.id, input, webhookUrl, deadlineMs: 60_000 });
  await endOf(id);
  return (await provider.get(id)).outputs;
}

async function keep(outputs: string[]) {
  const bytes = await download(outputs[0] ?? '', { allowedHosts: provider.outputHosts });
  return processImage(bytes, { model: 'some/model' });
}

it.each([
  ['flux-schnell', 'wide', 16 / 9],
  ['flux-2-pro', 'portrait', 3 / 4],
  ['nano-banana', 'square', 1],
  ['rd-fast', 'tall', 144 / 256],
  ['rd-plus', 'landscape', 256 / 192],
] as const)('keeps what %s makes, in the shape asked for (%s)', async (name, size, ratio) => {
  const image = await keep(await outputsOf(name, 'a fox knight', size));
  expect(image.width / image.height).toBeCloseTo(ratio, 1);
  expect(readProvenance(image.bytes)?.aiSystem).toBe('some/model');
  const format = name.startsWith('rd-') ? 'png' : 'jpeg';
  expect(image.contentType).toBe(`image/${format}`);
  expect(await sharp(image.bytes).metadata()).toMatchObject({ format, width: image.width });
  expect((await sharp(image.thumbnail).metadata()).format).toBe('webp');
});

it('keeps a WebP that came instead of what was asked for', async () => {
  const image = await keep(await outputsOf('flux-schnell', 'a fox webp'));
  expect(image.contentType).toBe('image/webp');
  expect(readProvenance(image.bytes)?.aiSystem).toBe('some/model');
});

it.each([
  ['huge', { name: 'ImageError', code: 'too_many_pixels' }],
  ['corrupt', { name: 'ImageError', code: 'not_an_image' }],
  ['wrong-host', { name: 'DownloadError', code: 'wrong_host' }],
])('refuses what a run brings for "%s"', async (word, expected) => {
  const outputs = await outputsOf('flux-schnell', `a fox ${word}`);
  await expect(keep(outputs)).rejects.toMatchObject(expected);
});

it('says gone once the hour of an output is over', async () => {
  const outputs = await outputsOf('flux-schnell', 'a fox');
  replicate.clock.advance(61 * 60_000);
  await expect(keep(outputs)).rejects.toMatchObject({ name: 'DownloadError', code: 'gone' });
});
