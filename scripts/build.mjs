// Bundles main.ts for production: our own code, with a file for each role and for what they share; packages come from node_modules. The sandbox is
// left out.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';

/**
 * Prisma's query compiler comes as a module with a string of megabytes, which would stay in the memory of every process, twice. Beside the bundle
 * it is a file, read when Prisma decodes it: `Buffer.from` asks an object for its primitive.
 * @type {import('esbuild').Plugin}
 */
const wasmAsFile = {
  name: 'wasm as a file',
  setup({ onResolve, onLoad }) {
    const file = 'query-compiler.wasm';
    onResolve({ filter: /\.wasm-base64\.mjs$/ }, ({ path }) => ({ path, namespace: file }));
    onLoad({ filter: /.*/, namespace: file }, async ({ path }) => {
      const { wasm } = await import(path);
      writeFileSync(join('dist', file), Buffer.from(wasm, 'base64'));
      return {
        contents: `import { readFileSync } from 'node:fs';
          const read = () => readFileSync(new URL('./${file}', import.meta.url), 'base64');
          export const wasm = { [Symbol.toPrimitive]: read };`,
      };
    });
  },
};

mkdirSync('dist', { recursive: true });
// Chunks are named after their content, so old ones would stay; dist/web belongs to another script.
for (const name of readdirSync('dist')) if (/\.js(\.map)?$/.test(name)) rmSync(join('dist', name));
const result = await build({
  // The second runs in a thread (core/images/pixel-threads.ts); the third is a command for the server itself: scripts/run.mjs.
  entryPoints: {
    main: 'main.ts',
    'pixel-thread': 'core/images/pixel-thread.ts',
    'operator-add': 'scripts/operator-add.ts',
    'functions-apply': 'scripts/functions-apply.ts',
    'privacy-seal': 'scripts/privacy-seal.ts',
    'keys-rotate': 'scripts/keys-rotate.ts',
  },
  outdir: 'dist',
  bundle: true,
  splitting: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  packages: 'external',
  // Imported only if nothing is configured, which never happens in production.
  external: ['./sandbox-env.ts', '#sandbox/*'],
  plugins: [wasmAsFile],
  sourcemap: true,
  // Each process keeps the maps in memory: names and lines are all that a stack needs.
  sourcesContent: false,
  metafile: true,
  logLevel: 'warning',
});
const scripts = Object.entries(result.metafile.outputs).filter(([file]) => file.endsWith('.js'));
const bytes = scripts.reduce((sum, [, output]) => sum + output.bytes, 0);
process.stdout.write(`dist/main.js and ${scripts.length - 1} more: ${Math.round(bytes / 1024)} kB\n`);
