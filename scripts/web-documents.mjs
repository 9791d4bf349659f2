// The documents that the API answers with (api/web/documents.ts), from what Vite built: the frame of every page, and the landing page with its content.
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';

/** The chats that a landing page may offer: any of them may not be set. */
const offers = [[], ['discord'], ['slack'], ['discord', 'slack']];
const emptyRoot = '<div id="root"></div>';

/**
 * Writes dist/documents/page.html and landing-….html, and leaves no index.html among the files that anybody may fetch.
 * @param output what Vite made of web/, for the landing page's scripts and styles
 */
export async function writeDocuments(root, build, output) {
  const folder = join(root, 'dist/documents');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  renameSync(join(root, 'dist/web/index.html'), join(folder, 'page.html'));
  const frame = readFileSync(join(folder, 'page.html'), 'utf8');
  if (!frame.includes(emptyRoot) || !frame.includes('<!--head-->'))
    throw new Error('web/index.html has lost its marks.');
  const { landingHtml, publicPrices } = await loadLanding(root, build);
  const head = headOf(root, output, frame);
  for (const offer of offers) {
    const content = await landingHtml(publicPrices(), offer);
    const landing = frame
      .replace('</head>', () => `${head}</head>`)
      .replace(emptyRoot, () => `<div id="root">${content}</div>`);
    writeFileSync(join(folder, `landing-${offer.join('-')}.html`), landing);
  }
}

/** The landing page's components and the prices in them, as Node runs them. */
async function loadLanding(root, build) {
  const outDir = join(root, 'dist/landing');
  await build({
    root,
    configFile: join(root, 'vite.config.ts'),
    logLevel: 'error',
    publicDir: false,
    build: {
      ssr: true,
      outDir,
      emptyOutDir: true,
      rollupOptions: {
        input: { html: join(root, 'web/landing-html.tsx'), prices: join(root, 'core/billing/public-prices.ts') },
      },
    },
  });
  const { landingHtml } = await import(pathToFileURL(join(outDir, 'html.js')));
  const { publicPrices } = await import(pathToFileURL(join(outDir, 'prices.js')));
  rmSync(outDir, { recursive: true, force: true });
  return { landingHtml, publicPrices };
}

/** Styles without which it would be seen unformed, and scripts that would else be asked for one after the other. */
function headOf(root, output, frame) {
  const chunks = new Map(output.filter(({ type }) => type === 'chunk').map((chunk) => [chunk.fileName, chunk]));
  const wanted = new Set();
  const take = (chunk) => {
    if (wanted.has(chunk)) return;
    wanted.add(chunk);
    for (const name of chunk.imports) take(chunks.get(name));
  };
  const pages = ['web/pages/start/page.tsx', 'web/pages/landing/page.tsx'];
  for (const chunk of chunks.values())
    if (chunk.moduleIds.some((id) => pages.includes(relative(root, id)))) take(chunk);
  const styles = [...wanted].flatMap((chunk) => [...(chunk.viteMetadata?.importedCss ?? [])]);
  const links = [
    ...[...new Set(styles)].map((name) => `<link rel="stylesheet" crossorigin href="/${name}">`),
    ...[...wanted].map(({ fileName }) => `<link rel="modulepreload" crossorigin href="/${fileName}">`),
  ];
  return links
    .filter((link) => !frame.includes(link))
    .map((link) => `  ${link}\n  `)
    .join('');
}
