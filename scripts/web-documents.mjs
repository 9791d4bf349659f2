// The documents that the API answers with (api/web/documents.ts), from what Vite built: the frame of every page, and with their content those pages that
// people meet first.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';

/** The chats that a page may offer: any of them may not be set. */
const offers = [[], ['discord'], ['slack'], ['discord', 'slack']];
/** What every page runs, piece by piece (web/main.ts). */
const parts = ['web/look.tsx', 'web/client/queries.ts', 'web/routes.tsx', 'web/app.tsx'];
/** What pages run besides that do not stand in their documents: they ask for more (web/client/call.ts). */
const moreParts = ['core/contract/pages/contract.ts'];
/** The pages that stand in their documents, by the document's name: their address, the modules of their scripts, and whether they offer chats. */
const ahead = {
  landing: { path: '/', modules: ['web/pages/start/page.tsx', 'web/pages/landing/page.tsx'], offers },
  'sign-in': { path: '/sign-in', modules: ['web/pages/sign-in/page.tsx'], offers },
  'sign-up': { path: '/sign-up', modules: ['web/pages/sign-up/page.tsx'], offers },
  developers: { path: '/developers', modules: ['web/pages/developers/page.tsx'], offers: [[]] },
  privacy: { path: '/privacy', modules: ['web/pages/privacy/page.tsx'], offers: [[]] },
  terms: { path: '/terms', modules: ['web/pages/terms/page.tsx'], offers: [[]] },
};
/** Stands where the server fills in who answers questions about privacy. */
const contact = 'contact@privacy.invalid';
const emptyRoot = '<div id="root"></div>';

/**
 * Writes dist/documents/page.html and one for each page and what it offers, and leaves no index.html among the files that anybody may fetch.
 * @param output what Vite made of web/, for the pages' scripts and styles
 */
export async function writeDocuments(root, build, output) {
  const folder = join(root, 'dist/documents');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const built = readFileSync(join(root, 'dist/web/index.html'), 'utf8');
  rmSync(join(root, 'dist/web/index.html'));
  if (!built.includes(emptyRoot) || !built.includes('<!--head-->'))
    throw new Error('web/index.html has lost its marks.');
  const frame = withHead(built, headOf(root, output, built, parts));
  writeFileSync(join(folder, 'page.html'), withHead(frame, headOf(root, output, frame, moreParts)));
  const outDir = join(root, 'dist/ahead');
  const { drawnAhead, publicPrices } = await loadPages(root, build, outDir);
  for (const [name, page] of Object.entries(ahead)) {
    const head = headOf(root, output, frame, page.modules);
    for (const chats of page.offers) {
      const content = await drawnAhead(page.path, { prices: publicPrices(), chats, contact });
      const document = withHead(frame, head).replace(emptyRoot, () => `<div id="root" data-ahead>${content}</div>`);
      writeFileSync(join(folder, `${name}-${chats.join('-')}.html`), document);
    }
  }
  rmSync(outDir, { recursive: true, force: true });
}

const withHead = (document, head) => document.replace('</head>', () => `${head}</head>`);

/** The pages' components and the prices in one of them, as Node runs them. */
async function loadPages(root, build, outDir) {
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
        input: { pages: join(root, 'web/drawn-ahead.tsx'), prices: join(root, 'core/billing/public-prices.ts') },
      },
    },
  });
  const { drawnAhead } = await import(pathToFileURL(join(outDir, 'pages.js')));
  const { publicPrices } = await import(pathToFileURL(join(outDir, 'prices.js')));
  return { drawnAhead, publicPrices };
}

/** Styles without which it would be seen unformed, and scripts that would else be asked for one after the other. */
function headOf(root, output, frame, modules) {
  const chunks = new Map(output.filter(({ type }) => type === 'chunk').map((chunk) => [chunk.fileName, chunk]));
  const wanted = new Set();
  const take = (chunk) => {
    if (wanted.has(chunk)) return;
    wanted.add(chunk);
    for (const name of chunk.imports) take(chunks.get(name));
  };
  for (const chunk of chunks.values())
    if (chunk.moduleIds.some((id) => modules.includes(relative(root, id)))) take(chunk);
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
