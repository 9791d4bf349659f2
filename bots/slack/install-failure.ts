import type { IncomingMessage, ServerResponse } from 'node:http';
import { installPath } from './installed.ts';

/** Somebody chose their whole Enterprise organization, which gives us no token of any workspace. */
export class OrganizationInstall extends Error {
  constructor() {
    super('UPixel installs into one workspace at a time, not into a whole organization.');
  }
}

/** The page after an install that came to nothing: what happened, and how to go on. */
export function showInstallFailure(
  error: Error,
  _options: unknown,
  _request: IncomingMessage,
  response: ServerResponse,
) {
  const isOrganization = error instanceof OrganizationInstall;
  const happened = isOrganization
    ? 'You chose a whole organization. UPixel is installed by each workspace itself: choose one on Slack’s page.'
    : 'It was canceled, or took too long, or was begun in another browser.';
  response.writeHead(isOrganization ? 409 : 400, { 'content-type': 'text/html; charset=utf-8' });
  response.end(`<!doctype html><html lang="en"><meta charset="utf-8"><title>UPixel was not installed</title>
<body style="font: 1rem/1.5 sans-serif; max-width: 32rem; margin: 4rem auto; padding: 0 1rem">
<h1>UPixel was not installed</h1><p>${happened}</p><p><a href="${installPath}">Try again</a></p></body></html>`);
}
