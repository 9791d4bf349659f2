import { expect, test } from 'vitest';
import { isPicture, readPalette } from './read-palette.ts';

const coloursOf = (content: string | Uint8Array) => readPalette(content).palette.colours;
const two = [0x1a2b3c, 0xaabbcc];

test.each([
  '1a2b3c\naabbcc\n',
  '#1A2B3C, #AABBCC',
  '#1a2b3c #abc',
  '0x1a2b3c,0xaabbcc',
  '["#1a2b3c", "#aabbcc"]',
  '["1a2b3c","aabbcc"]',
  '{"name":"Two","author":"","colors":["1a2b3c","aabbcc"]}',
  '[[26,43,60],[170,187,204]]',
  '{"dark":"#1a2b3c","light":"#abc"}',
  ':root { --dark: #1a2b3c; --light: rgb(170, 187, 204); color: #1a2b3c }',
  '$dark: #1a2b3cff;\n$light: #abcf;',
  '\ufeff1a2b3c\r\naabbcc\r\n',
  '; paint.net Palette File\n; Palette Name: Two\nFF1A2B3C\nFFAABBCC\n',
  '1a2b3cff\naabbccff\n',
  'GIMP Palette\nName: Two\nColumns: 2\n#\n 26  43  60\tdark\n170 187 204\tlight\n',
  'GIMP Palette\r\n#\r\n26 43 60\r\n170 187 204\r\n',
  'GIMP Palette\nChannels: RGBA\n 26  43  60 255\tdark\n170 187 204 255\tlight\n',
  'JASC-PAL\n0100\n2\n26 43 60\n170 187 204\n',
  'JASC-PAL\r\n0100\r\n2\r\n26 43 60 255\r\n170 187 204 255\r\n',
])('%j has its two colours', (text) => {
  expect(coloursOf(text)).toEqual(two);
  expect(coloursOf(new TextEncoder().encode(text))).toEqual(two);
});

test('what is said about a palette is none of its colours', () => {
  const said = { name: 'Dusk', author: 'Ace', license: 'CC0', id: '123456', colors: ['1a2b3c', 'aabbcc'] };
  expect(coloursOf(JSON.stringify(said))).toEqual(two);
  expect(coloursOf(JSON.stringify({ made_by: 'Abe', colors: ['#1a2b3c', '#aabbcc'] }))).toEqual(two);
  expect(coloursOf('["1a2","abc"]')).toEqual([0x11aa22, 0xaabbcc]);
});

test('a file of nothing is read in one pass, however long it is, and however deep', () => {
  for (const text of ['-'.repeat(1_000_000), `rgb(1${' '.repeat(1_000_000)}`, `rgb(1,2${'\t'.repeat(1_000_000)}`])
    expect(() => readPalette(text)).toThrow('There is no colour in it.');
  expect(() => readPalette(`${'['.repeat(5_000)}"#1a2b3c"${']'.repeat(5_000)}`)).not.toThrow(RangeError);
});

test('names are kept, and one that only repeats the colour is none', () => {
  expect(readPalette('--sky-blue: #1a2b3c; --fog: #abc').palette.names).toEqual(['sky blue', 'fog']);
  expect(readPalette('{"name":"Two","colors":{"dark":"#1a2b3c","light":"#abc"}}').palette).toMatchObject({
    ...{ name: 'Two', names: ['dark', 'light'] },
  });
  expect(
    readPalette('[{"name":"dark","hex":"#1a2b3c"},{"name":"light","r":170,"g":187,"b":204}]').palette.names,
  ).toEqual(['dark', 'light']);
  expect(readPalette('GIMP Palette\n26 43 60\t1a2b3c\n170 187 204\tUntitled\n').palette.names).toBeUndefined();
  expect(readPalette('; Palette Name: Two\nFF1A2B3C\nFFAABBCC\n').palette.name).toBe('Two');
});

test('in a line of colours what is none is said; in prose, and of signs alone, nothing is', () => {
  expect(readPalette('1a1c2c f4f4f4 #f00 zz').notes).toEqual(['“zz” is no colour and was left out.']);
  expect(readPalette('#ff0000, zzz').notes).toEqual(['“zzz” is no colour and was left out.']);
  expect(readPalette('1a1c2c, f4f4f4, red, ff0000').notes).toEqual(['“red” is no colour and was left out.']);
  for (const text of ['1a1c2c #f4f4f4 - #f00', 'My sky is #f00', 'Sky #f00\nGround #0f0'])
    expect(readPalette(text).notes).toEqual([]);
});

test('what Coolors writes, and its address, are its colours', () => {
  for (const text of ['1a2b3c-aabbcc', 'https://coolors.co/1a2b3c-aabbcc', 'https://coolors.co/palette/1a2b3c-aabbcc'])
    expect(coloursOf(text)).toEqual(two);
});

test('a list keeps what stands twice, and a text with other words takes it once', () => {
  expect(coloursOf('#abc #abc')).toEqual([0xaabbcc, 0xaabbcc]);
  expect(coloursOf('border: #abc; color: #abc')).toEqual([0xaabbcc]);
});

test('of a text that is nothing but colours all are taken, with a sign or without, in their order', () => {
  for (const text of [
    '1a1c2c f4f4f4 #f00',
    '1a1c2c, f4f4f4 | #f00\n',
    '["1a1c2c", "f4f4f4", #f00]',
    '1a1c2cff f4f4f4 rgb(255, 0, 0)',
  ])
    expect(readPalette(text)).toEqual({ palette: { colours: [0x1a1c2c, 0xf4f4f4, 0xff0000] }, notes: [] });
  // A stray word makes no prose of it.
  for (const text of ['1a1c2c f4f4f4 #f00 zz', '1a1c2c, f4f4f4, red, ff0000', '1a1c2c #f4f4f4 - #f00'])
    expect(coloursOf(text)).toEqual([0x1a1c2c, 0xf4f4f4, 0xff0000]);
  // One of them is written wrongly: the others are meant all the same.
  expect(readPalette('1a1c2c f4f4f #f00 #12345')).toEqual({
    palette: { colours: [0x1a1c2c, 0xff0000] },
    notes: ['f4f4f, #12345 look like colours and were left out: write them like #1a2b3c.'],
  });
});

test.each([
  [
    'My sky is #f00, and 1a1c2c the ground.',
    [0xff0000],
    '1a1c2c looks like a colour and was left out: write it like #1a2b3c.',
  ],
  [
    'a: #f00; b: hsl(120,  50%, 50%); c: rgb(300, 0, 0); d: rgb(10% 20% 30%)',
    [0xff0000],
    'hsl(120, 50%, 50%), rgb(300, 0, 0), rgb(10% 20% 30%) look like colours and were left out: write them like #1a2b3c.',
  ],
  [
    '1a1c2c the dark, ffffff the light',
    [0x1a1c2c],
    'ffffff looks like a colour and was left out: write it like #1a2b3c.',
  ],
  [
    '1a1c2c\nhsl(120 50% 50%)',
    [0x1a1c2c],
    'hsl(120 50% 50%) looks like a colour and was left out: write it like #1a2b3c.',
  ],
])('in %j what looks like a colour and is none here is said', (text, colours, note) => {
  expect(readPalette(text)).toMatchObject({ palette: { colours }, notes: [note] });
});

test('of many that are left out some are named; of words, years and what is taken elsewhere none', () => {
  const many = Array.from({ length: 9 }, (_, number) => `a1b2c${number}`).join(' and ');
  expect(readPalette(`#f00 but not ${many}`).notes).toEqual([
    'a1b2c0, a1b2c1, a1b2c2, a1b2c3, a1b2c4, a1b2c5, and 3 more look like colours and were left out: write them like #1a2b3c.',
  ]);
  expect(readPalette('In 2024 a decade of #1a1c2c (that is 1a1c2c), a facade, 100 beds; opacity: 0.5').notes).toEqual(
    [],
  );
});

test('words that happen to be hex are no colours', () => {
  expect(coloursOf('A decade of sorrow\nfeed the cat\n1a2b3c the first\naabbcc')).toEqual(two);
  for (const text of ['add\nbad\n', 'A facade in a decade', ''])
    expect(() => coloursOf(text)).toThrow('There is no colour in it.');
});

test('what is clear or half clear is said', () => {
  expect(readPalette('#00000000 #1a2b3c80 #aabbcc #11223300')).toEqual({
    palette: { colours: [0, ...two], clear: 0 },
    notes: [
      '1 colour let something show through; here it is opaque.',
      '1 clear entry beside the first one was left out.',
    ],
  });
});

test('every refusal is a sentence', () => {
  const many = Array.from({ length: 257 }, (_, index) => index.toString(16).padStart(6, '0')).join('\n');
  expect(() => coloursOf(many)).toThrow('It has 257 colours; a palette has at most 256.');
  expect(() => coloursOf('GIMP Palette\n1 2 300\n')).toThrow(
    'In a GIMP palette “1 2 300” is no colour: it takes three numbers of 0 to 255.',
  );
  expect(() => coloursOf('JASC-PAL\n0100\n1\n1 2\n')).toThrow('In a JASC palette “1 2” is no colour');
  expect(() => coloursOf(Uint8Array.from([0, 1, 2, 255]))).toThrow('This is none of the palettes that we know');
  expect(() => coloursOf(new Uint8Array(1_000_001))).toThrow('larger than 1 MB');
  expect(() => coloursOf(bytesOf('RIFF____PAL data', [20, 0, 0, 0, 0, 3, 4, 0, 1, 2]))).toThrow('ends in the middle');
  expect(() => coloursOf(bytesOf('RIFF____PAL '))).toThrow('has no colours in it');
});

test('a JASC palette that miscounts is read, and said', () => {
  expect(readPalette('JASC-PAL\r\n0100\r\n16\r\n1 2 3\r\n').notes).toEqual([
    'The file says that it has 16 colours; there are 1.',
  ]);
});

test('a colour table of 768 bytes ends where its filling begins', () => {
  const table = new Uint8Array(768);
  table.set([26, 43, 60, 170, 187, 204]);
  expect(readPalette(table)).toEqual({
    palette: { colours: [...two, 0] },
    notes: ['The file does not say how many colours it has; 253 equal ones at its end were taken as filling.'],
  });
});

test('swatches that are not RGB are converted, and said', () => {
  const aco = bytesOf(
    '',
    [
      0, 1, 0, 3, 0, 2, 255, 255, 255, 255, 255, 255, 0, 0, 0, 7, 39, 16, 0, 0, 0, 0, 0, 0, 0, 3, 0, 1, 0, 0, 0, 0, 0,
      0,
    ],
  );
  expect(readPalette(aco)).toEqual({
    palette: { colours: [0x000000, 0xffffff] },
    notes: [
      '1 colour of CMYK was converted to RGB; a screen may have shown it a little differently.',
      '1 colour of Lab was converted to RGB; a screen may have shown it a little differently.',
      '1 colour of a colour book was left out: the file has only the number.',
    ],
  });
});

test('Adobe’s LAB and the grey of swatches', () => {
  const float = (value: number) => [...new Uint8Array(new Float32Array([value]).buffer)].reverse();
  const swatch = (model: string, values: number[]) => {
    const body = [0, 1, 0, 0, ...Array.from(model, (letter) => letter.charCodeAt(0)), ...values.flatMap(float), 0, 2];
    return [0, 1, 0, 0, 0, body.length, ...body];
  };
  // sRGB's red in CIELAB of D50: CSS Color 4 gives 54.2917, 80.8125, 69.8851.
  const ase = bytesOf('ASEF', [
    0,
    1,
    0,
    0,
    0,
    0,
    0,
    3,
    ...swatch('LAB ', [0.542917, 80.8125, 69.8851]),
    ...swatch('Gray', [0.5]),
    ...swatch('CMYK', [0, 1, 1, 0]),
  ]);
  const { palette, notes } = readPalette(ase);
  expect(palette.colours).toEqual([0xff0000, 0x808080, 0xff0000]);
  expect(notes).toHaveLength(3);
});

test('an old Aseprite picture that is called .ase gives its palette, and says so', () => {
  const header = new Uint8Array(128);
  header.set([0, 0, 0, 0, 0xe0, 0xa5]);
  header[12] = 8;
  const chunk = [...[6 + 20 + 3 * 6, 0, 0, 0, 0x19, 0x20], 3, 0, 0, 0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
  const entries = [0, 0, 0, 0, 0, 255, 0, 0, 26, 43, 60, 255, 0, 0, 170, 187, 204, 255];
  const frame = [0, 0, 0, 0, 0xfa, 0xf1, 1, 0, 100, 0, 0, 0, 1, 0, 0, 0];
  const { palette, notes } = readPalette(Uint8Array.from([...header, ...frame, ...chunk, ...entries]), 'hero.ase');
  expect(palette).toEqual({ name: 'hero', colours: [0, ...two], clear: 0 });
  expect(notes).toEqual(['This is an Aseprite picture, and the palette is the one that it was drawn with.']);
});

test('a picture is told by its bytes', () => {
  expect(isPicture(bytesOf('\x89PNG\r\n\x1a\n'))).toBe(true);
  expect(isPicture(bytesOf('RIFF____WEBP'))).toBe(true);
  expect(isPicture(bytesOf('RIFF____PAL '))).toBe(false);
  expect(() => readPalette(bytesOf('\x89PNG\r\n\x1a\n'))).toThrow('This is a picture');
});

function bytesOf(letters: string, numbers: number[] = []): Uint8Array {
  return Uint8Array.from([...Array.from(letters, (letter) => letter.charCodeAt(0)), ...numbers]);
}
