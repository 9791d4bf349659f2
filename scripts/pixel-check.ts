import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { checkPng, contractOf } from '#core/pixel/check-png.ts';
import { FormatError } from '#core/pixel/formats/format-error.ts';

const usage = `npm run pixel:check -- file.png … [--contract 32x32,16]
  Says what a PNG is: its size, colours, alpha and grid. With a contract it ends with 1 if a file breaks it, and says how:
  width × height, the most colours, and ",opaque" if nothing may be clear.`;

const { values, positionals } = parseArgs({ options: { contract: { type: 'string' } }, allowPositionals: true });

/** What is wrong with a file, or with how it was asked for, is said in a sentence. */
function sentenceOf(error: unknown): string {
  if (error instanceof FormatError) return error.message;
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return 'There is no such file.';
  throw error;
}

async function check(file: string): Promise<boolean> {
  try {
    const contract = values.contract === undefined ? undefined : contractOf(values.contract);
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
