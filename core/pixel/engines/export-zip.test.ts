import { unzipSync } from 'fflate';
import { expect, it } from 'vitest';
import { readAseprite } from '../formats/aseprite/read-aseprite.ts';
import { readPng } from '../formats/png/read-png.ts';
import { readSheet } from '../formats/sheet/read-sheet.ts';
import { readPalette } from '../palettes/read-palette.ts';
import { exportZip, fileNameOf } from './export-zip.ts';

const animation = {
  width: 2,
  height: 1,
  colours: [0, 0xff8800, 0x102030],
  clear: 0,
  frames: [
    { indices: Uint8Array.of(0, 1), ms: 80 },
    { indices: Uint8Array.of(1, 2), ms: 40 },
  ],
  tags: [{ name: 'idle', from: 0, to: 1, direction: 'forward', repeat: 0 } as const],
};
const fox = { name: 'fox', id: 'one', animation };

it('an export holds the engine’s files, and what every program takes', () => {
  const zip = exportZip('godot', [fox, { ...fox, id: 'two' }], { 'provenance.json': '{}\n' });
  const files = unzipSync(zip);
  expect(Object.keys(files)).toEqual([
    ...['fox', 'fox-2'].flatMap((name) => [
      `${name}/${name}.png`,
      `${name}/${name}.tres`,
      `${name}/README.txt`,
      `${name}/source/${name}.png`,
      `${name}/source/${name}.array.json`,
      `${name}/source/${name}.hash.json`,
      `${name}/source/${name}.aseprite`,
      `${name}/source/${name}.gpl`,
    ]),
    'provenance.json',
  ]);
  const at = (path: string) => files[`fox/source/${path}`] ?? new Uint8Array();
  expect(readAseprite(at('fox.aseprite'))).toEqual(animation);
  expect(readSheet(readPng(at('fox.png')), new TextDecoder().decode(at('fox.hash.json')))).toEqual(animation);
  expect(readPalette(at('fox.gpl'), 'fox.gpl').palette.colours).toContain(0xff8800);
  expect(exportZip('godot', [fox, { ...fox, id: 'two' }], { 'provenance.json': '{}\n' })).toEqual(zip);
});

it.each([
  ['A fox, knight!', 'a-fox-knight'],
  ['Épée d’été', 'epee-d-ete'],
  ['狐', 'art'],
  ['--', 'art'],
])('%s is a file %s', (words, name) => {
  expect(fileNameOf(words)).toBe(name);
});
