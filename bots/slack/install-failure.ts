import type { IncomingMessage, ServerResponse } from 'node:http';
import { ErrorCode } from '@slack/web-api';
import { installPath } from './installed.ts';

/** The person chose their whole Enterprise organization, which gives us no workspace token. */
export class OrganizationInstall extends Error {
  constructor() {
    super('UPixel installs into one workspace at a time, not into a whole organization.');
  }
}

const failed = {
  organization: {
    status: 409,
    happened:
      'You chose a whole organization. UPixel is installed by each workspace itself: choose one on Slack’s page.',
  },
  silence: { status: 503, happened: 'Slack did not answer us. Nothing was changed: try again in a minute.' },
  other: { status: 400, happened: 'It was canceled, or took too long, or was begun in another browser.' },
};

const silences: ReadonlySet<unknown> = new Set([
  ErrorCode.RequestError,
  ErrorCode.HTTPError,
  ErrorCode.RateLimitedError,
]);

function whatFailed(error: Error) {
  if (error instanceof OrganizationInstall) return failed.organization;
  return 'code' in error && silences.has(error.code) ? failed.silence : failed.other;
}

/** The page after a failed install: what happened, and how to go on. */
export function showInstallFailure(
  error: Error,
  _options: unknown,
  _request: IncomingMessage,
  response: ServerResponse,
) {
  const { status, happened } = whatFailed(error);
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' });
  response.end(`<!doctype html><html lang="en"><meta charset="utf-8"><title>UPixel was not installed</title>
<body style="font: 1rem/1.5 sans-serif; max-width: 32rem; margin: 4rem auto; padding: 0 1rem">
<h1>UPixel was not installed</h1><p>${happened}</p><p><a href="${installPath}">Try again</a></p></body></html>`);
}
