import { type Router, Router as router } from 'express';
import { notFound } from '#core/not-found.ts';
import { coloursOfSwatch } from '#core/palettes/swatch-link.ts';
import { writePng } from '#core/pixel/formats/png/write-png.ts';
import { swatchGrid } from '#core/pixel/palettes/swatch-grid.ts';
import { pictureHeaders } from './send-picture.ts';

/** A picture of the colours that its address says, for everybody: chats fetch it for whom they show it to. */
export function swatchRoutes(): Router {
  const routes = router();
  routes.get('/files/swatches/:colours.png', (request, response) => {
    response.set('cache-control', 'no-store'); // for errors
    const colours = coloursOfSwatch(request.params.colours);
    if (!colours) throw notFound('There is no such picture');
    const { vary: _, ...headers } = pictureHeaders;
    response.set({
      ...headers,
      'cache-control': 'public, max-age=31536000, immutable',
      'cross-origin-resource-policy': 'cross-origin',
    });
    response.type('image/png').send(Buffer.from(writePng(swatchGrid(colours))));
  });
  return routes;
}
