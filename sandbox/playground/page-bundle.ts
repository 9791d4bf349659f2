import { join } from 'node:path';
import { build } from 'esbuild';

/** The page's script and styles, bundled in memory: there is no build step, and nothing on disk can become stale. */
export async function bundlePage(): Promise<{ script: string; styles: string }> {
  const { outputFiles } = await build({
    entryPoints: {
      page: join(import.meta.dirname, 'page/main.tsx'),
      styles: join(import.meta.dirname, 'page/styles.css'),
    },
    outdir: '/',
    bundle: true,
    write: false,
    minify: true,
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'silent',
  });
  const textOf = (extension: string) => outputFiles.find(({ path }) => path.endsWith(extension))?.text ?? '';
  return { script: textOf('.js'), styles: textOf('.css') };
}
