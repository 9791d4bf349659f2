// Bundles main.ts for production: our own code in one file, packages from node_modules. The sandbox stays out.
import { build } from 'esbuild';

const result = await build({
  entryPoints: ['main.ts'],
  outdir: 'dist',
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  packages: 'external',
  // Imported only where nothing is configured, which never happens in production.
  external: ['./sandbox-env.ts'],
  sourcemap: true,
  metafile: true,
  logLevel: 'warning',
});
const bytes = result.metafile.outputs['dist/main.js']?.bytes ?? 0;
process.stdout.write(`dist/main.js: ${Math.round(bytes / 1024)} kB\n`);
