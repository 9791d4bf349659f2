import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { checkPng, contractOf } from '#core/pixel/check-png.ts';
import { FormatError } from '#core/pixel/formats/format-error.ts';
import { PaletteError } from '#core/pixel/palettes/palette.ts';
import { readPalette } from '#core/pixel/palettes/read-palette.ts';
import type { Colours } from '#core/pixel/picture.ts';

const usage = `npm run pixel:check -- file.png … [--contract 32x32,16] [--palette 1a1c2c,f4f4f4 | file]
  Says what a PNG is: its size, colours, alpha and grid. With a contract it ends with 1 if a file breaks it, and says how:
  width × height, the most colours, and ",opaque" if nothing may be clear, or ",cut-out" if something must be. With a palette, of a
  contract, no other colour may be in it: colours in hex, or a file of any format that UPixel reads.`;

const { values, positionals } = parseArgs({
  options: { contract: { type: 'string' }, palette: { type: 'string' } },
  allowPositionals: true,
});

/** Of a file, if there is one of that name. */
async function paletteOf(written: string): Promise<Colours> {
  const bytes = await readFile(written).catch(() => written);
  const { colours, clear } = readPalette(bytes).palette;
  return colours.filter((_, index) => index !== clear);
}

/** What is wrong with a file, or with how it was asked for, is said in a sentence. */
function sentenceOf(error: unknown): string {
  if (error instanceof FormatError || error instanceof PaletteError) return error.message;
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return 'There is no such file.';
  throw error;
}

async function check(file: string): Promise<boolean> {
  try {
    const palette = values.palette === undefined ? undefined : await paletteOf(values.palette);
    const contract = values.contract === undefined ? undefined : contractOf(values.contract, palette);
    const { lines, isKept } = checkPng(await readFile(file), contract);
    process.stdout.write(`${file}: ${lines.join('\n  ')}\n`);
    return isKept;
  } catch (error) {
    process.stderr.write(`${file}: ${sentenceOf(error)}\n`);
    return false;
  }
}

if (positionals.length === 0) {
  process.stderr.write(`${usage}\n`);
  process.exitCode = 1;
}
for (const file of positionals) if (!(await check(file))) process.exitCode = 1;
