import sharp from 'sharp';
import { expect, it } from 'vitest';
import { fluxSchnell } from './flux-schnell.ts';
import { asFarAsTaken, contractOf, type PixelWish, wishInWords } from './pixel-wish.ts';
import { rdFast, rdPlus } from './retro-diffusion.ts';
import { paletteUrl, pixelInputsOf } from './run-pixels.ts';

const wish: PixelWish = {
  ...{ colours: 8, background: 'none', preset: 'retro', seamless: 'x', literal: true },
  palette: { colours: [0x1a1c2c, 0xf4f4f4, 0xff0000], name: 'mine' },
};

it('is the model’s inputs, and nothing that was not said', () => {
  const request = { prompt: 'a fox', size: '32x32', count: 1 } as const;
  const built = rdFast.buildInput({ ...request, pixel: pixelInputsOf(wish) });
  expect(built).toMatchObject({ style: 'retro', remove_bg: true, tile_x: true, bypass_prompt_expansion: true });
  expect(built.tile_y).toBeUndefined();
  expect(built.input_palette).toBe(paletteUrl([0x1a1c2c, 0xf4f4f4, 0xff0000]));
  expect(Object.keys(rdFast.buildInput({ ...request, pixel: pixelInputsOf({}) })).sort()).toEqual([
    'height',
    'num_images',
    'prompt',
    'width',
  ]);
  expect(() => fluxSchnell.buildInput({ ...request, size: 'square', pixel: { isClear: true } })).toThrow(RangeError);
  expect(() => rdPlus.buildInput({ ...request, pixel: { preset: 'portrait' } })).toThrow(RangeError);
});

it('its palette is a picture in the address itself, a pixel for each colour, always the same', async () => {
  const [, bytes = ''] = paletteUrl([0x1a1c2c, 0xf4f4f4]).split(',');
  const { data, info } = await sharp(Buffer.from(bytes, 'base64'))
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  expect(info).toMatchObject({ width: 2, height: 1 });
  expect([...data]).toEqual([0x1a, 0x1c, 0x2c, 0xf4, 0xf4, 0xf4]);
  expect(paletteUrl(Array.from({ length: 256 }, (_, at) => at)).length).toBeLessThan(256 * 1024);
});

it('is a contract: the size that was asked for, and as many colours as both allow', () => {
  expect(contractOf(rdFast, { size: '32x16', wish })).toEqual({
    ...{ width: 32, height: 16, maxColours: 3, alpha: 'binary', palette: [0x1a1c2c, 0xf4f4f4, 0xff0000] },
    isCutOut: true,
  });
  expect(contractOf(rdFast, { size: 'wide', wish: null })).toMatchObject({ width: 256, height: 144, maxColours: 256 });
  expect(contractOf(rdFast, { size: 'square', wish: { background: 'none' } })?.maxColours).toBe(255);
  expect(contractOf(fluxSchnell, { size: 'square', wish: null })).toBeUndefined();
  expect(contractOf(rdFast, { size: 'same', wish })).toBeUndefined();
});

it('of a project only what the model takes', () => {
  expect(asFarAsTaken(wish, rdFast)).toEqual(wish);
  expect(asFarAsTaken({ ...wish, preset: 'portrait' }, rdPlus)?.preset).toBeUndefined();
  expect(asFarAsTaken(wish, fluxSchnell)).toBeUndefined();
});

it('in words', () => {
  expect(wishInWords(wish)).toBe(
    '8 colours · mine · no background · preset retro · seamless along x · words as they are',
  );
  expect(wishInWords({ palette: { colours: [1, 2] } })).toBe('a palette of 2');
});
