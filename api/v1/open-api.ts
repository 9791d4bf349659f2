import type { RequestHandler } from 'express';
import type { Config } from '#core/config.ts';
import { v1Document } from '#core/contract/v1/document.ts';

/** The API's description, for programs: for whoever asks. Built at the first request. */
export function openApi({ publicUrl }: Pick<Config, 'publicUrl'>): RequestHandler {
  let json: string | undefined;
  return (_request, response) => {
    json ??= JSON.stringify(v1Document(publicUrl), null, 2);
    response.set('cache-control', 'public, max-age=300').type('application/json').send(json);
  };
}
