import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultModel, findModel, models } from './catalogue.ts';
import { creditsFor, formatNames, sizeNames } from './define-model.ts';
import { planPredictions, priceOf } from './plan.ts';
import { maxSeed, randomSeed, seedOfRun } from './seed.ts';

const imageUrl = 'https://example.com/fox.png';

describe.each(models.map((model) => [model.name, model] as const))('%s', (_, model) => {
  it('builds an input for every size, format, count and seed that its own schema accepts', () => {
    for (const [size, format] of sizeNames.flatMap((size) => formatNames.map((format) => [size, format] as const)))
      for (let count = 1; count <= model.maxImagesPerPrediction; count++)
        for (const seed of [undefined, 0, maxSeed]) {
          const built = model.buildInput({ prompt: 'a fox knight', size, format, count, seed });
          expect(model.input.parse(built)).toEqual(built);
          expect(built.prompt).toBe('a fox knight');
          expect(built).toMatchObject(model.sizes[size]);
          expect(built.seed).toBe(model.hasSeed ? seed : undefined);
          expect(built).toMatchObject(model.formats[format]);
          // What we store must equal what comes back over JSON, or a lost prediction is not found again.
          expect(JSON.parse(JSON.stringify(built))).toStrictEqual(built);
        }
  });

  it('makes a JPEG only of what is no pixel art, and PNG of anything if asked to', () => {
    const formatOf = (format?: 'png') => {
      const built = model.buildInput({ prompt: 'a fox', size: 'square', count: 1, format });
      return { format: built.output_format, quality: built.output_quality };
    };
    if (model.tags.includes('pixel art')) {
      expect([formatOf(), formatOf('png')]).toEqual([{}, {}]);
      return;
    }
    const hasQuality = model.name !== 'nano-banana';
    expect(formatOf()).toEqual({ format: 'jpg', quality: hasQuality ? 100 : undefined });
    expect(formatOf('png')).toEqual({ format: 'png', quality: undefined });
  });

  it('takes a reference image where it says so, and refuses it elsewhere', () => {
    const build = () => model.buildInput({ prompt: 'a fox', size: 'square', count: 1, imageUrl });
    if (model.acceptsImage) expect(JSON.stringify(build())).toContain(imageUrl);
    else expect(build).toThrow('does not take a reference image');
  });

  it('refuses more images than one run makes, and nonsense', () => {
    const build = (count: number, seed?: number) => () =>
      model.buildInput({ prompt: 'a fox', size: 'square', count, seed });
    expect(build(model.maxImagesPerPrediction + 1)).toThrow(RangeError);
    expect(build(1, maxSeed + 1)).toThrow(RangeError);
    expect(build(1, -1)).toThrow(RangeError);
    expect(build(1, 0.5)).toThrow(RangeError);
    expect(build(0)).toThrow(RangeError);
    expect(() => model.buildInput({ prompt: '', size: 'square', count: 1 })).toThrow();
  });

  it('is found by its name and by its id', () => {
    expect(findModel(model.name)).toBe(model);
    expect(findModel(` ${model.id.toUpperCase()} `)).toBe(model);
  });
});

it('has its prices from one rule: the provider price and a quarter, up to the next credit', () => {
  expect(Object.fromEntries(models.map(({ name, priceCredits }) => [name, priceCredits]))).toEqual({
    'flux-schnell': 1,
    'rd-fast': 4,
    'rd-plus': 8,
    'flux-2-pro': 6,
    'nano-banana': 5,
  });
  expect([0.3, 0.8, 0.81, 4].map(creditsFor)).toEqual([1, 1, 2, 5]);
});

it('has the price of the dearest picture each Retro Diffusion model is asked for', () => {
  const formulas = {
    'rd-fast': (pixels: number) => Math.max(0.015, (pixels + 100_000) / 6_000_000),
    'rd-plus': (pixels: number) => Math.max(0.025, (pixels + 50_000) / 2_000_000),
  };
  for (const [name, formula] of Object.entries(formulas)) {
    const model = findModel(name);
    const areas = Object.values(model?.sizes ?? {}).map(({ width, height }) => Number(width) * Number(height));
    expect(model?.providerCents).toBeCloseTo(Math.max(...areas.map(formula)) * 100, 1);
  }
});

it('has no two models of one name, and a cheap default', () => {
  expect(new Set(models.flatMap(({ name, id }) => [name, id])).size).toBe(models.length * 2);
  expect(defaultModel.name).toBe('flux-schnell');
  expect(findModel('dall-e')).toBeUndefined();
});

it('plans as few runs as the model allows, and exactly as many images as asked for', () => {
  const byName = (name: string) => findModel(name) ?? defaultModel;
  expect(planPredictions(byName('flux-schnell'), 4)).toEqual([4]);
  expect(planPredictions(byName('flux-2-pro'), 4)).toEqual([1, 1, 1, 1]);
  // biome-ignore lint/nursery/noFloatingPromises: a property without a promise is tried at once
  fc.assert(
    fc.property(fc.constantFrom(...models), fc.integer({ min: 1, max: 40 }), (model, count) => {
      const plan = planPredictions(model, count);
      expect(plan.reduce((sum, images) => sum + images, 0)).toBe(count);
      expect(Math.min(...plan)).toBeGreaterThan(0);
      expect(Math.max(...plan)).toBeLessThanOrEqual(model.maxImagesPerPrediction);
      expect(plan).toHaveLength(Math.ceil(count / model.maxImagesPerPrediction));
      expect(priceOf(model, count)).toBe(count * model.priceCredits);
    }),
  );
});

it('gives each run a seed of its own, within the range every model takes', () => {
  expect([0, 1, 2].map((index) => seedOfRun(41, index))).toEqual([41, 42, 43]);
  expect(seedOfRun(maxSeed, 1)).toBe(0);
  for (let index = 0; index < 100; index++) {
    const seed = randomSeed();
    expect(Number.isInteger(seed) && seed >= 0 && seed <= maxSeed).toBe(true);
  }
});
