import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { holds } from '#test/holds.ts';
import { blip } from './blip.ts';
import { defaultModel, findImageModel, findModel, models, providerModels } from './catalogue.ts';
import { formatNames, mostImagesOf, sizeNames } from './define-model.ts';
import { draws, type ExactSize, exactSize, nearestDrawn, pixelsOf } from './exact-size.ts';
import { creditsFor } from './model-facts.ts';
import { drawnBy } from './on-grid.ts';
import { planPredictions, priceOf, unitPriceOf } from './plan.ts';
import { sidesOf, sidesOfAll } from './preset.ts';
import { maxSeed, randomSeed, seedOfRun } from './seed.ts';
import { enlargingFactor, priceOfTool, type ToolPicture } from './tools.ts';

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
    const hasQuality = !['nano-banana', 'flux-kontext-pro', 'sd-3.5-large'].includes(model.name);
    expect(formatOf()).toEqual({ format: 'jpg', quality: hasQuality ? 100 : undefined });
    expect(formatOf('png')).toEqual({ format: 'png', quality: undefined });
  });

  it('takes a reference image where it says so, and refuses it elsewhere', () => {
    const build = () => model.buildInput({ prompt: 'a fox', size: 'square', count: 1, imageUrl });
    if (model.acceptsImage) expect(JSON.stringify(build())).toContain(imageUrl);
    else expect(build).toThrow('does not take a reference image');
  });

  it('takes as many as it says, each in its order, and none without a first', () => {
    const further = ['coat', 'hat', 'shoes'].map((name) => `https://example.com/${name}.png`);
    const request = { prompt: 'a fox', size: 'square', count: 1 } as const;
    const build = (count: number, first?: string) => () =>
      JSON.stringify(model.buildInput({ ...request, imageUrl: first, furtherImageUrls: further.slice(0, count) }));
    const most = mostImagesOf(model);
    const built = most > 1 ? build(most - 1, imageUrl)() : '';
    const places = [imageUrl, ...further].slice(0, most > 1 ? most : 0).map((url) => built.indexOf(url));
    expect(places).toEqual(places.filter((at) => at > 0).toSorted((one, other) => one - other));
    if (most > 0) expect(build(most, imageUrl)).toThrow('further images');
    expect(build(1)).toThrow('further images');
  });

  it('draws the pixels that it says, at a price of their own, and no others', () => {
    const build = (size: ExactSize) => model.buildInput({ prompt: 'a fox', size, count: 1 });
    const { exact } = model;
    if (!exact) {
      expect(() => build('1024x1024')).toThrow(RangeError);
      return;
    }
    const { min, max, step } = exact;
    const across = fc.integer({ min: min / step, max: max / step }).map((side) => side * step);
    holds(
      fc.property(across, across, (width, height) => {
        expect(build(exactSize({ width, height }))).toMatchObject({ width, height });
        const unit = unitPriceOf(model, exactSize({ width, height }));
        expect(unit).toBeGreaterThanOrEqual(model.priceCredits);
        expect(unit).toBeGreaterThanOrEqual(creditsFor(exact.providerCents({ width, height })));
      }),
    );
    for (const size of [`${min - 1}x${max}`, `${min}x${max + 1}`] as const)
      expect(() => build(size)).toThrow(RangeError);
    // A style may draw other sides than the model does by itself.
    const styles = [undefined, ...(model.pixel?.presets ?? [])].map((preset) => sidesOf(model, preset) ?? exact);
    for (const size of exact.usual) {
      const pixels = pixelsOf(size);
      expect(styles.some((sides) => pixels && draws(sides, pixels))).toBe(true);
    }
  });

  it('takes a strength and a negative prompt where it says so', () => {
    const build = (over: object) => () => model.buildInput({ prompt: 'a fox', size: 'square', count: 1, ...over });
    if (model.acceptsStrength) {
      expect(build({ imageUrl, strength: 0.25 })()).toMatchObject({ strength: 0.25 });
      expect(build({ imageUrl, strength: 1.5 })).toThrow(RangeError);
    } else expect(build({ imageUrl, strength: 0.25 })).toThrow(RangeError);
    expect(build({ strength: 0.25 })).toThrow(RangeError);
    if (model.acceptsNegativePrompt) expect(JSON.stringify(build({ negativePrompt: 'blurry' })())).toContain('blurry');
    else expect(build({ negativePrompt: 'blurry' })).toThrow(RangeError);
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
    expect(findImageModel(model.name)).toBe(model);
    expect(findImageModel(` ${model.id.toUpperCase()} `)).toBe(model);
  });
});

it('has its prices from one rule: the provider price and a quarter, up to the next credit', () => {
  expect(Object.fromEntries(models.map(({ name, priceCredits }) => [name, priceCredits]))).toEqual({
    'flux-schnell': 1,
    'rd-fast': 4,
    'rd-plus': 8,
    'rd-tile': 13,
    'rd-animation': 9,
    'flux-2-pro': 6,
    'nano-banana': 5,
    'flux-kontext-pro': 5,
    'sd-3.5-large': 9,
  });
  expect([0.3, 0.8, 0.81, 4].map(creditsFor)).toEqual([1, 1, 2, 5]);
});

it('has the price of the dearest picture each Retro Diffusion model is asked for', () => {
  const formulas = {
    'rd-fast': (pixels: number) => Math.max(0.015, (pixels + 100_000) / 6_000_000),
    'rd-plus': (pixels: number) => Math.max(0.025, (pixels + 50_000) / 2_000_000),
  };
  for (const [name, formula] of Object.entries(formulas)) {
    const model = findImageModel(name);
    const areas = Object.values(model?.sizes ?? {}).map(({ width, height }) => Number(width) * Number(height));
    expect(model?.providerCents).toBeCloseTo(Math.max(...areas.map(formula)) * 100, 1);
  }
});

it('finds the size nearest to what was asked, in its shape as far as that goes', () => {
  const rd = { min: 16, max: 384, step: 1 };
  const near = (width: number, height: number, sides = rd) => exactSize(nearestDrawn(sides, { width, height }));
  expect([near(1000, 500), near(8, 8), near(8, 400), near(64, 48)]).toEqual(['384x192', '16x16', '16x384', '64x48']);
  // No such shape is drawn: the side that is is kept.
  expect([near(5000, 48), near(48, 5000), near(10, 100)]).toEqual(['384x48', '48x384', '16x160']);
  const square = { min: 24, max: 96, step: 1, isSquare: true } as const;
  expect([near(48, 32, square), near(200, 10, square), near(8, 8, square)]).toEqual(['48x48', '96x96', '24x24']);
  const flux = { min: 256, max: 2048, step: 32 };
  expect([near(1000, 770, flux), near(4096, 4096, flux), near(100, 1, flux)]).toEqual([
    '992x768',
    '2048x2048',
    '256x256',
  ]);
  holds(
    fc.property(fc.integer({ min: 1, max: 99_999 }), fc.integer({ min: 1, max: 99_999 }), (width, height) => {
      for (const sides of [rd, square, flux]) expect(draws(sides, nearestDrawn(sides, { width, height }))).toBe(true);
    }),
  );
});

it('has no two models of one name, and a cheap default', () => {
  expect(new Set(models.flatMap(({ name, id }) => [name, id])).size).toBe(models.length * 2);
  expect(defaultModel.name).toBe('flux-schnell');
  expect(findImageModel('dall-e')).toBeUndefined();
});

it('plans as few runs as the model allows, and exactly as many images as asked for', () => {
  const byName = (name: string) => findImageModel(name) ?? defaultModel;
  expect(planPredictions(byName('flux-schnell'), 4)).toEqual([4]);
  expect(planPredictions(byName('flux-2-pro'), 4)).toEqual([1, 1, 1, 1]);
  holds(
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

const picture = (over: Partial<ToolPicture> = {}): ToolPicture => ({
  ...{
    model: defaultModel.id,
    originModel: null,
    tool: null,
    operation: null,
    count: 1,
    size: null,
    width: 1024,
    height: 1024,
  },
  ...over,
});
const pixelArt = { model: 'retro-diffusion/rd-fast', width: 256, height: 256 };

it('says on a button what a tool costs for a picture, or why it does not apply', () => {
  const labels = (over: Partial<ToolPicture>) =>
    (['upscale', 'vary', 'cut-out', 'edit', 'describe'] as const).map((tool) => {
      const offer = priceOfTool(tool, picture(over));
      return offer.applies ? offer.label : offer.refusal.why;
    });
  const onAny = ['Cut out · 1 credit', 'Edit… · 5 credits', 'Describe · 1 credit'];
  expect(labels({})).toEqual(['Upscale · 1 credit', 'Vary · other seeds · 1 credit', ...onAny]);
  expect(labels({ ...pixelArt, count: 4 }).slice(0, 2)).toEqual(['Upscale · free', 'Vary · 16 credits']);
  // What a tool made of a picture is no drawing from words, and stays pixel art if it was.
  const cut = { tool: 'cut-out', model: '851-labs/background-remover' } as const;
  expect(labels({ ...cut, originModel: defaultModel.id }).slice(0, 2)).toEqual(['Upscale · 1 credit', 'not_drawn']);
  expect(labels({ ...pixelArt, ...cut, originModel: pixelArt.model })[0]).toBe('Upscale · free');
  // So it does in other colours, which no request made.
  expect(labels({ model: null, operation: 'recolour', width: 64, height: 64 })[0]).toBe('Upscale · free');
  expect(labels({ width: 4096, height: 4096 })[0]).toBe('too_large');
  expect(labels({ ...pixelArt, width: 4096 })[0]).toBe('too_large');
  expect(labels({ model: 'acme/gone' })[1]).toBe('model_gone');
  expect(labels({ model: null })[1]).toBe('not_drawn');
  expect(drawnBy(picture({ originModel: 'a/b' }))).toBe('a/b');
});

it('makes nothing but other seeds of a sheet: what comes of one is a sheet no longer', () => {
  const [width, height, columns] = [32, 32, 4];
  const set = { kind: 'tiles', width, height, columns, count: 20, set: 'corners' } as const;
  const tile = { model: 'retro-diffusion/rd-tile', width: 128, height: 160 };
  const reasons = (over: Partial<ToolPicture>) =>
    (['upscale', 'cut-out', 'edit', 'describe', 'pixel-art', 'recolour', 'vary'] as const).map((tool) => {
      const offer = priceOfTool(tool, picture(over));
      return offer.applies ? offer.takesPicture : offer.refusal.why;
    });
  const ofSheet = [...Array(5).fill('sheet'), true, false];
  expect(reasons({ ...tile, layout: set })).toEqual(ofSheet);
  expect(reasons({ model: 'retro-diffusion/rd-animation', width: 192, height: 192 })).toEqual(ofSheet);
  expect(reasons({ ...tile, layout: { ...set, count: 1, columns: 1, set: 'variations' } })).toEqual([
    ...[true, true, true, true, 'pixel_art', true, false],
  ]);
});

it('varies from the picture only where the model takes one', () => {
  const takes = (model: string) => {
    const offer = priceOfTool('vary', picture({ model }));
    return offer.applies && offer.takesPicture;
  };
  expect(['black-forest-labs/flux-schnell', 'retro-diffusion/rd-plus'].map(takes)).toEqual([false, true]);
});

it('enlarges pixel art by whole factors, to no more than 4,096 a side', () => {
  expect([256, 1024, 1025, 1366, 2048, 2049].map((width) => enlargingFactor({ width, height: 16 }))).toEqual([
    ...[4, 4, 3, 2, 2, undefined],
  ]);
});

it('keeps what a button needs off the menu, and finds it by what a request says', () => {
  for (const id of ['nightmareai/real-esrgan', '851-labs/background-remover', 'salesforce/blip', 'upixel/enlarge']) {
    expect(findImageModel(id)).toBeUndefined();
    expect(findModel(id)?.id).toBe(id);
  }
  for (const model of providerModels)
    if (model.kind !== 'image')
      expect(model.input.parse(model.buildInput({ imageUrl }))).toMatchObject({ image: imageUrl });
});

it('reads what a model says of a picture: its words alone, in one line', () => {
  expect(blip.wordsOf('Caption: a fox  in\na garden ')).toBe('a fox in a garden');
  expect(blip.wordsOf('a caption: in a frame')).toBe('a caption: in a frame');
  expect(blip.wordsOf(' \n')).toBe('');
});

it('the sides of a model are those of all its presets, and it is said where one draws only some', () => {
  const sidesOfNamed = (name: string) => {
    const model = findImageModel(name);
    return model && sidesOfAll(model);
  };
  expect(sidesOfNamed('rd-animation')).toEqual({ sides: { min: 24, max: 96, step: 1, isSquare: true }, differ: true });
  expect(sidesOfNamed('rd-tile')).toEqual({ sides: { min: 16, max: 384, step: 1 }, differ: true });
  expect(sidesOfNamed('flux-2-pro')).toEqual({ sides: { min: 256, max: 2048, step: 32 }, differ: false });
  expect(sidesOfNamed('flux-schnell')).toBeUndefined();
});
