import type { OutputFile } from './deliveries.ts';
import type { LoadImage } from './load-image.ts';
import { type Inputs, isOn, type Model, type Plan, type Size, textOf } from './models/model.ts';
import type { FrameFault } from './pictures/animation.ts';
import type { Colour } from './pictures/canvas.ts';
import { contentTypes, decode, type Format } from './pictures/encode.ts';
import type { PixelArt, PixelFault } from './pictures/pixel-art.ts';
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
  deps: { studio: Studio; loadImage: LoadImage; timesAsked: (prompt: string) => number },
  { model, input, seed }: Pick<PredictionRecord, 'model' | 'input' | 'seed'>,
): Promise<Outcome> {
  const inputs = withDefaults(model, input);
  const prompt = textOf(inputs, 'prompt');
  const words = new Set(specialWordsIn(prompt));
  if (deps.timesAsked(prompt) > 1) words.delete('wrong-size-once');
  if (words.has('fail')) return { type: 'failed', error: outOfMemory };
  if (words.has('nsfw') && !isOn(inputs, 'disable_safety_checker')) return { type: 'failed', error: model.safetyError };
  if (words.has('nsfw-empty')) return { type: 'files', files: [] };
  try {
    const images = await loadInputs(deps.loadImage, model, inputs);
    return await work(deps.studio, model, inputs, words, seed, images);
  } catch (cause) {
    return { type: 'failed', error: cause instanceof Error ? cause.message : String(cause) };
  }
}

/** The first picture of each input that has some. */
type Images = ReadonlyMap<string, Buffer>;

/** Loads every image in the inputs, as a model does before it starts. */
async function loadInputs(loadImage: LoadImage, model: Model, inputs: Inputs): Promise<Images> {
  const found = new Map<string, Buffer>();
  for (const [name, field] of Object.entries(model.inputs)) {
    if (field.format !== 'uri' && field.items?.format !== 'uri') continue;
    const value = inputs[name];
    const urls = (Array.isArray(value) ? value : [value]).filter((url) => typeof url === 'string');
    const [first] = await Promise.all(urls.map(loadImage));
    if (first) found.set(name, first);
  }
  return found;
}

async function work(
  studio: Studio,
  model: Model,
  inputs: Inputs,
  words: ReadonlySet<SpecialPrompt>,
  seed: number,
  images: Images,
): Promise<Outcome> {
  const image = images.get(model.work.imageInput ?? '');
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
      const art = plan.art && (await artOf(plan.art, images, words));
      const files = await draw(studio, plan, textOf(inputs, 'prompt'), words, seed, { image, art });
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
  { image, art }: { image: Buffer | undefined; art: PixelArt | undefined },
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
      const order = {
        prompt,
        seed: seed + index,
        width,
        height,
        format,
        quality,
        ground,
        base,
        isTagged,
        art,
        animation: plan.animation && { kind: plan.animation, fault: frameFaults.find((fault) => words.has(fault)) },
        spoilt: pixelFaultIn(words),
      } as const;
      const picture = await studio.draw(order);
      return file(name, picture.bytes, picture.format);
    }),
  );
}

async function artOf(
  { palette: input, ...art }: NonNullable<Plan['art']>,
  images: Images,
  words: ReadonlySet<SpecialPrompt>,
): Promise<PixelArt> {
  const picture = images.get(input);
  return { ...art, palette: picture && (await coloursIn(picture)), fault: pixelFaultIn(words) };
}

const pixelFaults = [
  'too-many-colours',
  'half-alpha',
  'keeps-background',
  'wrong-size',
  'bad-seams',
] as const satisfies readonly PixelFault[];
const frameFaults = [
  ...(['walk-hops', 'walk-grows', 'walk-flickers', 'walk-sticks', 'walk-cropped'] as const),
] as const satisfies readonly FrameFault[];

const pixelFaultIn = (words: ReadonlySet<SpecialPrompt>): PixelFault | undefined =>
  pixelFaults.find((word) => words.has(word)) ?? (words.has('wrong-size-once') ? 'wrong-size' : undefined);

/** Each once, as far as a picture of a palette has them. */
async function coloursIn(picture: Buffer): Promise<Colour[]> {
  const data = await decode(picture).toColourspace('srgb').removeAlpha().raw().toBuffer();
  const colours = new Map<number, Colour>();
  for (let at = 0; at + 2 < data.length; at += 3) {
    const colour: Colour = [data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0];
    colours.set(data.readUIntBE(at, 3), colour);
  }
  return [...colours.values()];
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
