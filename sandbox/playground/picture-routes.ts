import type { DiscordStandIn } from '#sandbox/discord/start.ts';
import type { Answer, Request, Routes } from '#sandbox/kit/serve.ts';
import type { SlackStandIn } from '#sandbox/slack/start.ts';

/** A file from a person must not act as a page of ours when it is opened by itself. */
const harmless = {
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
};

/** The stand-ins' pictures, through this server. Slack's private files need no token: the person counts as signed in. */
export function pictureRoutes(discord: DiscordStandIn, slack: SlackStandIn): Routes {
  const fromDiscord = (request: Request) => passOn(discord.url, request);
  return {
    'GET /discord/attachments/:channelId/:attachmentId/:filename': fromDiscord,
    'GET /discord/ephemeral-attachments/:channelId/:attachmentId/:filename': fromDiscord,
    'GET /discord/avatars/:userId/:filename': fromDiscord,
    'GET /slack/avatars/:filename': (request) => passOn(slack.url, request),
    'GET /slack/files/:fileId/:filename': ({ params }) => {
      const { mimetype, filetype } = slack.people.file(params.fileId ?? '');
      const type = mimetype || (filetype === 'jpg' ? 'image/jpeg' : `image/${filetype || 'png'}`);
      return {
        headers: { ...harmless, 'content-type': type, 'cache-control': 'max-age=3600' },
        body: slack.people.fileBytes(params.fileId ?? ''),
      };
    },
  };
}

async function passOn(standInUrl: string, request: Request): Promise<Answer> {
  const path = request.path.split('/').slice(2).map(encodeURIComponent).join('/');
  const answer = await fetch(`${standInUrl}/${path}?${request.query}`);
  return {
    status: answer.status,
    headers: {
      ...harmless,
      'content-type': answer.headers.get('content-type') ?? 'application/octet-stream',
      'cache-control': answer.ok ? 'max-age=3600' : 'no-store',
    },
    body: Buffer.from(await answer.arrayBuffer()),
  };
}
