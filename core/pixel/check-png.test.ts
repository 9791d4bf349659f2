import { expect, it } from 'vitest';
import { checkPng, contractOf } from './check-png.ts';
import { writePng } from './formats/png/write-png.ts';
import { indexed, pixelsFrom } from './indexed.ts';
import { enlarged } from './whole-factors.ts';

const art = { width: 3, height: 1, colours: [0xff0000, 0, 0x00ff00], clear: 1, indices: Uint8Array.of(0, 1, 2) };

it('what a PNG is, is said in one line', () => {
  expect(checkPng(writePng(art))).toEqual({ lines: ['3 × 1 · 2 colours · alpha 0/255 · grid 1.00'], isKept: true });
});

it('a contract that a command line has is checked, and each breach is a line', () => {
  expect(checkPng(writePng(art), contractOf('3x1,2'))).toEqual({
    lines: ['3 × 1 · 2 colours · alpha 0/255 · grid 1.00 ✓'],
    isKept: true,
  });
  const large = indexed(enlarged(pixelsFrom(art), 2));
  expect(large && checkPng(writePng(large), contractOf('3×1,1,opaque'))).toEqual({
    lines: [
      '6 × 2 · 2 colours · alpha 0/255 · grid 2.00 ✗',
      'It is a picture of 3 × 1 enlarged 2 times, not one at its own size.',
      'It has 2 colours, not 1 at most.',
      '4 pixels are not opaque.',
    ],
    isKept: false,
  });
});

it('what is no contract and what is no PNG are refused in a sentence', () => {
  expect(() => contractOf('32,16')).toThrow('Write width, height and the most colours: 32x32,16');
  expect(() => checkPng(Uint8Array.of(1))).toThrow('This is not a PNG file. Save the picture as PNG and try again.');
});

it('judges by a palette, and by whether something is clear, where that is said', () => {
  const [first = 0] = art.colours;
  const check = (text: string, palette?: number[]) => checkPng(writePng(art), contractOf(text, palette));
  expect(check('3x1,2,cut-out', [...art.colours]).isKept).toBe(true);
  expect(check('3x1,2', [first]).lines[1]).toContain('not in the palette');
  const { clear: _, ...opaque } = art;
  expect(checkPng(writePng(opaque), contractOf('3x1,3,cut-out')).lines[1]).toBe(
    'Its background stayed: nothing of it is clear.',
  );
});
