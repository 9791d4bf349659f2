import type { OutputFile } from './deliveries.ts';
import type { LoadImage } from './load-image.ts';
import { type Inputs, isOn, type Model, type Plan, type Size, textOf } from './models/model.ts';
import { contentTypes, decode, type Format } from './pictures/encode.ts';
import { damagedPng, pngBomb } from './pictures/png.ts';
import type { Studio } from './pictures/studio.ts';
import type { PredictionRecord } from './prediction.ts';
import { type SpecialPrompt, specialWordsIn } from './special-prompts.ts';
import { withDefaults } from './validate-input.ts';

/** The outcome of a prediction; files are published when it has ended. */
export type Outcome =
  | { type: 'files'; files: OutputFile[]; host?: string }
  | { type: 'text'; text: string }
  | { type: 'failed'; error: string };

const outOfMemory =
  'CUDA out of memory. Tried to allocate 2.20 GiB (GPU 0; 79.15 GiB total capacity; 76.01 GiB already allocated; 1.06 GiB free; 77.24 GiB reserved in total by PyTorch)';

/** A host that is not the provider's: nobody must fetch from it. */
const wrongHost = 'https://pictures.example.net';

const bombSide = 16_000;

export async function runModel(
  deps: { studio: Studio; loadImage: LoadImage },
  { model, input, seed }: PredictionRecord,
): Promise<Outcome> {
  const inputs = withDefaults(model, input);
  const words = specialWordsIn(textOf(inputs, 'prompt'));
  if (words.has('fail')) return { type: 'failed', error: outOfMemory };
  if (words.has('nsfw') && !isOn(inputs, 'disable_safety_checker')) return { type: 'failed', error: model.safetyError };
  if (words.has('nsfw-empty')) return { type: 'files', files: [] };
  try {
    const image = await loadInputs(deps.loadImage, model, inputs);
    return await work(deps.studio, model, inputs, words, seed, image);
  } catch (cause) {
    return { type: 'failed', error: cause instanceof Error ? cause.message : String(cause) };
  }
}

/** Loads every image in the inputs, as a model does before it starts; returns the one to work on. */
async function loadInputs(loadImage: LoadImage, model: Model, inputs: Inputs): Promise<Buffer | undefined> {
  let worksOn: Buffer | undefined;
  for (const [name, field] of Object.entries(model.inputs)) {
    if (field.format !== 'uri' && field.items?.format !== 'uri') continue;
    const value = inputs[name];
    const urls = (Array.isArray(value) ? value : [value]).filter((url) => typeof url === 'string');
    const loaded = await Promise.all(urls.map(loadImage));
    if (name === model.work.imageInput) worksOn = loaded[0];
  }
  return worksOn;
}

async function work(
  studio: Studio,
  model: Model,
  inputs: Inputs,
  words: ReadonlySet<SpecialPrompt>,
  seed: number,
  image: Buffer | undefined,
): Promise<Outcome> {
  const size = image && (await sizeOfImage(image));
  switch (model.work.type) {
    case 'describe':
      if (!image) throw new Error('No image was given');
      return { type: 'text', text: await model.work.answer(image, inputs) };
    case 'transform': {
      if (!image) throw new Error('No image was given');
      const { bytes, format } = await model.work.apply(image, inputs);
      return { type: 'files', files: [file('output', bytes, format)] };
    }
    case 'draw': {
      const plan = model.work.plan(inputs, size);
      const files = await draw(studio, plan, textOf(inputs, 'prompt'), words, seed, image);
      return words.has('wrong-host') ? { type: 'files', files, host: wrongHost } : { type: 'files', files };
    }
  }
}

async function draw(
  studio: Studio,
  plan: Plan,
  prompt: string,
  words: ReadonlySet<SpecialPrompt>,
  seed: number,
  image: Buffer | undefined,
): Promise<OutputFile[]> {
  const count = words.has('partial') ? Math.max(1, Math.floor(plan.count / 2)) : plan.count;
  const format = words.has('gif') ? 'gif' : words.has('webp') ? 'webp' : plan.format;
  const base = image && { bytes: image, strength: plan.strength ?? 0.5 };
  const isTransparent = plan.transparent || words.has('transparent');
  const groundOf = (index: number) =>
    words.has('risky') || (words.has('one-risky') && index === count - 1)
      ? 'alarm'
      : isTransparent
        ? 'transparent'
        : 'scene';
  const isTagged = words.has('tagged');
  const names = Array.from({ length: count }, (_, index) =>
    count === 1 && plan.count === 1 ? 'output' : `out-${index}`,
  );
  return Promise.all(
    names.map(async (name, index) => {
      if (words.has('huge')) return file(name, pngBomb(bombSide), 'png');
      if (words.has('corrupt')) return file(name, Buffer.from('This was meant to be an image.\n'), format);
      const { width, height, quality } = plan;
      if (words.has('damaged') && index === count - 1) return file(name, damagedPng(width, height), 'png');
      const ground = groundOf(index);
      const order = { prompt, seed: seed + index, width, height, format, quality, ground, base, isTagged } as const;
      const picture = await studio.draw(order);
      return file(name, picture.bytes, picture.format);
    }),
  );
}

function file(name: string, bytes: Buffer, format: Format): OutputFile {
  return { name: `${name}.${format}`, bytes, contentType: contentTypes[format] };
}

async function sizeOfImage(bytes: Buffer): Promise<Size> {
  try {
    const { width = 1, height = 1 } = await decode(bytes).metadata();
    return { width, height };
  } catch {
    // Pillow's message, and so that of most models on Replicate.
    throw new Error('cannot identify image file <_io.BytesIO object>');
  }
}
