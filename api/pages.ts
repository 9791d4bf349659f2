import { type Router, Router as router } from 'express';
import { trialCredits } from '#core/generations/limits.ts';
import { models } from '#core/models/catalogue.ts';

/** The few pages there are before accounts and billing: what UPixel is, and where credits come from. */
export function pages(): Router {
  const routes = router();
  routes.get('/', (_request, response) => {
    response.type('html').send(
      page(
        'UPixel',
        `<p>UPixel makes images in Discord and Slack. Type <code>/imagine a fox knight</code> where the bot is.</p>
         <h2>Models</h2><table><tr><th>Name</th><th>What for</th><th>Credits an image</th></tr>${models
           .map((m) => `<tr><td>${m.name}</td><td>${m.description}</td><td>${m.priceCredits}</td></tr>`)
           .join('')}</table><p><a href="/credits">Credits</a></p>`,
      ),
    );
  });
  routes.get('/credits', (_request, response) => {
    response.type('html').send(
      page(
        'Credits',
        `<p>Everybody starts with ${trialCredits} credits. They are held when you ask for an image and taken only for
         images that were made and kept; for the rest they go back at once.</p>
         <p>Buying credits opens soon. Until then, ask the person who runs this bot.</p>
         <p><a href="/">Back</a></p>`,
      ),
    );
  });
  routes.use((_request, response) => {
    response.status(404).type('html').send(page('Not found', '<p>There is no such page. <a href="/">Home</a></p>'));
  });
  return routes;
}

const page = (title: string, body: string) => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title === 'UPixel' ? 'UPixel' : `${title} · UPixel`}</title><style>
:root { color-scheme: light dark; font: 16px/1.6 system-ui, sans-serif }
body { max-width: 42rem; margin: 4rem auto; padding: 0 1rem }
table { border-collapse: collapse; width: 100% } td, th { text-align: left; padding: .4rem .6rem; border-bottom: 1px solid #8884 }
a { color: #5865f2 } @media (prefers-color-scheme: dark) { a { color: #8ea1ff } }
</style></head><body><h1>${title}</h1>${body}</body></html>`;
