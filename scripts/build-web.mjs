// Builds the web pages into dist/web if there are none, or if their sources have changed. Prints the size of the first page, and fails if it is too
// large. Plain Node until there is something to do: npm runs it before every start and test.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';
import { once } from './once.mjs';
import { writeDocuments } from './web-documents.mjs';

/** How much script a first visit may load, compressed: three seconds on a slow phone's line. */
const budgetKb = 200;
/** The first pages people see: signed out, and signed in. Their scripts include those they import. */
const firstPages = {
  'sign-in': ['web/app.tsx', 'web/pages/sign-in/page.tsx'],
  landing: ['web/app.tsx', 'web/pages/start/page.tsx', 'web/pages/landing/page.tsx'],
  home: ['web/app.tsx', 'core/contract/pages/contract.ts', 'web/pages/start/page.tsx', 'web/pages/home/page.tsx'],
};

const root = resolve(import.meta.dirname, '..');
const sources = [
  'web',
  'core/contract',
  'core/pixel',
  'core/assets/layout',
  // The landing page has prices in it.
  'core/billing/plans.ts',
  'core/billing/public-prices.ts',
  'core/generations/limits.ts',
  'core/models',
  'policies',
  'vite.config.ts',
  'package-lock.json',
  'scripts/build-web.mjs',
  'scripts/web-documents.mjs',
];
const mark = join(root, 'dist/web/.made-from');
const lock = join(root, 'node_modules/.upixel-build-web.lock');

// Without Vite (npm ci --omit=dev) there is nothing to do: production comes with the pages built.
if (existsSync(join(root, 'node_modules/vite')))
  await once(lock, isCurrent, buildPages).catch((error) => {
    process.stderr.write(`The web pages could not be built from web/.\n${error.message}\n`);
    process.exitCode = 1;
  });

function isCurrent() {
  return (
    existsSync(mark) && readFileSync(mark, 'utf8') === wanted() && existsSync(join(root, 'dist/documents/page.html'))
  );
}

function wanted() {
  const hash = createHash('sha256');
  for (const file of sources.flatMap(filesOf))
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(join(root, file)));
  return hash.digest('hex');
}

/** The file itself, or all files below the folder, in a fixed order; tests are no part of the pages. */
function filesOf(source) {
  const path = join(root, source);
  if (/\.\w+$/.test(source)) return [source];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.includes('.test.'))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .sort();
}

async function buildPages() {
  const startedAt = performance.now();
  const made = wanted();
  const { build } = await import('vite');
  const { output } = await build({
    root: join(root, 'web'),
    configFile: join(root, 'vite.config.ts'),
    logLevel: 'error',
  });
  await writeDocuments(root, build, output);
  await compressCopies(join(root, 'dist/web'));
  const sizes = Object.entries(firstPages).map(([name, modules]) => [name, kb(scriptsOf(output, modules))]);
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  const words = sizes.map(([name, size]) => `${name} ${size} kB`).join(', ');
  process.stdout.write(`Built the web pages in ${seconds} s. Script of the first page, compressed: ${words}.\n`);
  const tooBig = sizes.filter(([, size]) => size > budgetKb).map(([name]) => name);
  if (tooBig.length > 0) {
    process.stderr.write(`More than ${budgetKb} kB: ${tooBig.join(', ')}. Load what is not seen at once later.\n`);
    process.exitCode = 1;
    return; // without the mark, so that the next run reports it again
  }
  writeFileSync(mark, made);
}

/** The entry, the chunks with these modules, and everything they import before they can run. */
function scriptsOf(output, modules) {
  const chunks = new Map(output.filter(({ type }) => type === 'chunk').map((chunk) => [chunk.fileName, chunk]));
  const chunkOf = (module) => {
    const chunk = [...chunks.values()].find(({ moduleIds }) => moduleIds.some((id) => relative(root, id) === module));
    if (!chunk) throw new Error(`${module} is in no script: is the page called otherwise now?`);
    return chunk;
  };
  const entry = [...chunks.values()].find((chunk) => chunk.isEntry);
  const wantedChunks = new Set();
  const take = (chunk) => {
    if (wantedChunks.has(chunk)) return;
    wantedChunks.add(chunk);
    for (const name of chunk.imports) take(chunks.get(name));
  };
  take(entry);
  for (const module of modules) take(chunkOf(module));
  return [...wantedChunks];
}

/** The files that browsers are sent (api/web/routes.ts): each compressed once, here, beside itself, and not at every request. */
async function compressCopies(folder) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => /\.(js|css|svg|ico|txt|webmanifest)$/.test(path));
  // Several at once, on the threads of zlib.
  await Promise.all(files.map(compressCopy));
}

async function compressCopy(path) {
  const bytes = readFileSync(path);
  for (const [ending, compress] of Object.entries({ br: brotliCompress, gz: gzip })) {
    const compressed = await promisify(compress)(bytes);
    if (compressed.byteLength < bytes.byteLength) writeFileSync(`${path}.${ending}`, compressed);
  }
}

/** The size as browsers get it: compressed, unless that is larger. */
function kb(chunks) {
  const sizeOf = ({ fileName }) => {
    const path = join(root, 'dist/web', fileName);
    return (statSync(`${path}.br`, { throwIfNoEntry: false }) ?? statSync(path)).size;
  };
  return Math.ceil(chunks.reduce((sum, chunk) => sum + sizeOf(chunk), 0) / 1000);
}
