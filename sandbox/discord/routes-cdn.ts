import type { Answer, Request, Routes } from '#sandbox/kit/serve.ts';
import { isLinkValid } from './attachment-links.ts';
import { avatarPng } from './avatar.ts';
import { contentTypeOf } from './content-type.ts';
import type { State } from './state.ts';

/** What cdn.discordapp.com serves: attachments while their link is valid, and avatars. */
export function cdnRoutes(state: State): Routes {
  const attachment = (request: Request): Answer => {
    const bytes = isLinkValid(request.path, request.query, state.clock)
      ? state.files.get(request.params.attachmentId ?? '')
      : undefined;
    if (!bytes)
      return { status: 404, headers: { 'content-type': 'text/plain' }, body: 'This content is no longer available.' };
    return {
      headers: {
        'content-type': contentTypeOf(request.params.filename ?? ''),
        'content-length': String(bytes.length),
        'cache-control': 'public, max-age=31536000',
        'access-control-allow-origin': '*',
      },
      body: bytes,
    };
  };
  return {
    'GET /attachments/:channelId/:attachmentId/:filename': attachment,
    'GET /ephemeral-attachments/:channelId/:attachmentId/:filename': attachment,
    'GET /avatars/:userId/:filename': async ({ params }) => ({
      headers: { 'content-type': 'image/png', 'access-control-allow-origin': '*' },
      body: await avatarPng(state.users.get(params.userId ?? '')?.username ?? '?'),
    }),
  };
}
