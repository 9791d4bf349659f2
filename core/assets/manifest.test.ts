import { expect, test } from 'vitest';
import { manifestCsv, manifestJson } from './manifest.ts';

const made = {
  ...{ file: 'a.png', prompt: 'a fox', negativePrompt: '', seed: 1, model: 'rd-fast', width: 32, height: 32 },
  ...{ createdAt: new Date(0), project: null, madeFrom: null },
};
const contract = {
  ...{ version: 1, checkedAt: new Date(0).toISOString(), isOffer: true },
  asked: { width: 32, height: 32, maxColours: 2, palette: [0x1a1c2c, 0xf4f4f4], alpha: 'binary' as const },
  facts: { width: 32, height: 32, colours: 3, alpha: 'binary' as const, grid: 1 },
  breaches: [{ kind: 'palette' as const, count: 1, strangers: [0xff0000] }],
  changes: [{ kind: 'alpha' as const, pixels: 12 }],
};

test('what pixel art was to be and is goes along, for programs and for spreadsheets', () => {
  const said = {
    pixels: '32 × 32 · 3 colours · alpha 0/255 · grid 1.00',
    pixelsKept: false,
    pixelsAsked: '32 × 32 · #1a1c2c #f4f4f4 · alpha 0/255',
    pixelsNotAsAsked: 'It has 1 colour that is not in the palette: #ff0000.',
    pixelsChanged: '12 half transparent pixels became clear or solid.',
  };
  expect(JSON.parse(manifestJson([{ ...made, contract }]))).toMatchObject([said]);
  const [header = '', line = ''] = manifestCsv([{ ...made, contract }]).split('\r\n');
  expect(line).toContain(Object.values(said).join(','));
  expect(header.split(',').slice(-5)).toEqual(Object.keys(said));
});
