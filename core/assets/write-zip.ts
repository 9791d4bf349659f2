import type { Readable, Writable } from 'node:stream';
import { finished, pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import type { Deps } from '../deps.ts';
import { StorageError } from '../ports/storage.ts';
import { fileNames, type NamedAsset } from './file-name.ts';
import { type Made, manifestCsv, manifestJson } from './manifest.ts';

export interface ZippedAsset extends NamedAsset, Made {
  storageKey: string;
  byteLength: number;
  /** The image that it was made from. */
  sourceId: string | null;
  /** As the row has it: `storedLayout` reads it. */
  layout: unknown;
}

/** Streams the pictures into a zip, one after another: however many there are, only one is open at a time. Then a list of how each was made. */
export async function writeZip(deps: Pick<Deps, 'storage'>, assets: ZippedAsset[], target: Writable): Promise<void> {
  const names = fileNames(assets);
  const zip = new ZipFile();
  // An interrupted file aborts the zip: a complete-looking zip must not hide that a part is missing.
  zip.on('error', (error: Error) => target.destroy(error));
  const sent = pipeline(zip.outputStream, target);
  sent.catch(() => undefined); // awaited below, perhaps after it fails
  const missing: string[] = [];
  const listed: Array<Made & { file: string; madeFrom: string | null }> = [];
  for (const asset of assets) {
    const name = names.get(asset.id) ?? asset.id;
    const file = await openIfThere(deps, asset.storageKey);
    if (file) {
      await add(zip, file, { name, asset, sent });
      listed.push({ ...asset, file: name, madeFrom: names.get(asset.sourceId ?? '') ?? null });
    } else missing.push(name);
  }
  if (missing.length > 0) zip.addBuffer(Buffer.from(readMe(missing)), 'README.txt', { compress: false });
  zip.addBuffer(Buffer.from(manifestJson(listed)), 'manifest.json', { compress: false });
  zip.addBuffer(Buffer.from(manifestCsv(listed)), 'manifest.csv', { compress: false });
  zip.end();
  await sent;
}

async function add(
  zip: ZipFile,
  file: Readable,
  { name, asset, sent }: { name: string; asset: ZippedAsset; sent: Promise<void> },
): Promise<void> {
  // Pictures are already compressed.
  zip.addReadStream(file, name, { size: asset.byteLength, mtime: asset.createdAt, compress: false });
  try {
    await Promise.race([finished(file), sent]);
  } finally {
    file.destroy(); // even if the person has left
  }
}

/** Undefined if it was deleted a moment ago, or lost. */
async function openIfThere({ storage }: Pick<Deps, 'storage'>, key: string): Promise<Readable | undefined> {
  try {
    return await storage.stream(key);
  } catch (error) {
    if (error instanceof StorageError && error.code === 'not_found') return undefined;
    throw error;
  }
}

const readMe = (missing: string[]) =>
  `These images could not be put into this file, because they are not in the store any more:\n\n${missing.join('\n')}\n`;
