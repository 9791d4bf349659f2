import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';

/** One rule of the database: a function, with the triggers that fire it. */
export interface FunctionFile {
  /** The function's name, and the file's. */
  name: string;
  sql: string;
  checksum: string;
}

/** The project's own folder, found from the source (prisma/) and from the bundle (dist/) alike. */
export const functionsFolder = resolve(
  import.meta.dirname,
  existsSync(join(import.meta.dirname, 'functions')) ? 'functions' : '../prisma/functions',
);

/** Every `<feature>/<name>.sql`, by path. */
export async function listFunctions(folder: string): Promise<FunctionFile[]> {
  const paths = (await readdir(folder, { recursive: true })).filter((path) => path.endsWith('.sql'));
  return Promise.all(
    paths.sort().map(async (path) => {
      const sql = await readFile(join(folder, path), 'utf8');
      return { name: basename(path, '.sql'), sql, checksum: checksumOf(sql) };
    }),
  );
}

export const checksumOf = (text: string) => createHash('sha256').update(text).digest('hex');
