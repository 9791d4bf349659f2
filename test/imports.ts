import { readdir, readFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';

export const root = resolve(import.meta.dirname, '..');

/** Every folder with our own source. */
export const ourFolders = ['core', 'api', 'bots', 'worker', 'web', 'prisma', 'sandbox', 'test', 'bench', 'scripts'];

export interface Import {
  file: string;
  /** A path from the root for our own files, otherwise the package's name. */
  target: string;
}

/** Source files in those of the folders that exist, without tests and generated files. */
export const sourcesUnder = async (...folders: string[]): Promise<string[]> =>
  (await filesUnder(folders)).filter((name) => !name.includes('.test.'));

export const testsUnder = async (...folders: string[]): Promise<string[]> =>
  (await filesUnder(folders)).filter((name) => name.endsWith('.test.ts'));

async function filesUnder(folders: string[]): Promise<string[]> {
  const found = await Promise.all(
    folders.map(async (folder) => {
      const names = await readdir(resolve(root, folder), { recursive: true }).catch(() => []);
      return names
        .filter((name) => /\.tsx?$/.test(name) && !name.includes('generated'))
        .map((name) => join(folder, name));
    }),
  );
  return found.flat();
}

/** What the files import, type imports included. */
export const importsOf = async (files: readonly string[]): Promise<Import[]> =>
  (await Promise.all(files.map(importsOfOne))).flat();

/** Each file is read once in a process: two dozen tests ask about all of them. */
const known = new Map<string, Promise<Import[]>>();

function importsOfOne(file: string): Promise<Import[]> {
  const found = known.get(file) ?? readImports(file);
  known.set(file, found);
  return found;
}

async function readImports(file: string): Promise<Import[]> {
  const text = await readFile(resolve(root, file), 'utf8');
  const targets = [...text.matchAll(/(?:from|import\(?)\s*'([^']+)'/g)].map((match) => match[1] ?? '');
  return targets.map((target) => ({ file, target: resolved(file, target) }));
}

function resolved(file: string, target: string): string {
  if (target.startsWith('#')) return target.slice(1);
  if (target.startsWith('.')) return relative(root, resolve(root, dirname(file), target));
  return target;
}
