import type { Routes } from '#sandbox/kit/serve.ts';
import { bundlePage } from './page-bundle.ts';

/** Pictures may also come from UPixel's own servers on this machine. Otherwise the page only calls its own address. */
const policy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data: blob: http://127.0.0.1:* http://localhost:*",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const headers = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' };

const html = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>UPixel playground</title>
<link rel="icon" href="/icon.svg">
<link rel="stylesheet" href="/page.css">
<script type="module" src="/page.js"></script>
</head>
<body><div id="root"></div></body>
</html>
`;

/** A fox of nine by nine cells, as rows of colour letters. */
const fox = [
  'o.......o',
  'oo.....oo',
  'owo...owo',
  'ooooooooo',
  'okooooiko',
  'ooooooooo',
  'wwookooww',
  '.wwwwwww.',
  '..wwwww..',
];
const paint: Record<string, string> = { o: '#f08a3c', w: '#fff3e2', k: '#2b1d2e', i: '#f08a3c' };
const cells = fox.flatMap((row, y) =>
  [...row].flatMap((letter, x) =>
    paint[letter] ? [`<rect x="${x + 1}" y="${y + 1}" width="1.02" height="1.02" fill="${paint[letter]}"/>`] : [],
  ),
);
const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 11 11" shape-rendering="crispEdges"><rect width="11" height="11" rx="2" fill="#3b2a5a"/>${cells.join('')}</svg>`;

export async function pageRoutes(): Promise<Routes> {
  const { script, styles } = await bundlePage();
  const file = (contentType: string, body: string) => () => ({
    headers: { ...headers, 'content-type': contentType },
    body,
  });
  return {
    'GET /': () => ({
      headers: { ...headers, 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy },
      body: html,
    }),
    'GET /page.js': file('text/javascript; charset=utf-8', script),
    'GET /page.css': file('text/css; charset=utf-8', styles),
    'GET /icon.svg': file('image/svg+xml', icon),
  };
}
