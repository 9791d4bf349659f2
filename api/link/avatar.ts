import { type Router, Router as router } from 'express';
import { z } from 'zod';
import type { Platform } from '#core/chat/platforms.ts';
import { plainPaths } from '#core/contract/pages/plain-paths.ts';
import type { Deps } from '#core/deps.ts';
import { download } from '#core/download.ts';
import { findIdentity } from '#core/linking/identities.ts';
import { avatarAddress } from '#core/linking/person.ts';
import { notFound } from '#core/not-found.ts';
import { type ReadSession, signedOut } from '../json/router.ts';

const maxBytes = 512 * 1024;

export interface Avatar {
  contentType: string;
  bytes: Buffer;
}

/** A person's picture, fetched by us, so that no page asks Discord or Slack for anything. Undefined if it is unavailable. */
export async function fetchAvatar(
  deps: Pick<Deps, 'config' | 'log'>,
  identity: { platform: Platform; avatarPath: string | null },
): Promise<Avatar | undefined> {
  if (identity.avatarPath === null) return undefined;
  const { url, allowedHosts } = avatarAddress(deps.config, identity.platform, identity.avatarPath);
  try {
    const bytes = await download(url, { allowedHosts, maxBytes, timeoutMs: 3_000 });
    const contentType = typeOf(bytes);
    return contentType === undefined ? undefined : { contentType, bytes };
  } catch (err) {
    deps.log.warn({ platform: identity.platform, err }, 'an avatar could not be fetched');
    return undefined;
  }
}

/** Judges by the bytes and not by the server's content type: nothing that a browser might run is ever passed on. */
function typeOf(bytes: Buffer): string | undefined {
  if (bytes.subarray(0, 8).toString('hex') === '89504e470d0a1a0a') return 'image/png';
  if (bytes.subarray(0, 3).toString('hex') === 'ffd8ff') return 'image/jpeg';
  if (bytes.subarray(0, 4).toString('latin1') === 'GIF8') return 'image/gif';
  if (bytes.subarray(0, 4).toString('latin1') === 'RIFF' && bytes.subarray(8, 12).toString('latin1') === 'WEBP')
    return 'image/webp';
  return undefined;
}

/** /files/avatars/:id, for one's own identities. */
export function avatarRoutes(deps: Deps, readSession: ReadSession): Router {
  const routes = router();
  routes.get(plainPaths.avatar(':id'), async (request, response) => {
    const who = await readSession(request);
    if (!who) throw signedOut();
    const id = z.uuid().safeParse(request.params.id);
    const identity = id.success && (await findIdentity(deps, { id: id.data, userId: who.user.userId }));
    const avatar =
      identity && (await fetchAvatar(deps, { platform: identity.platform, avatarPath: identity.avatarUrl }));
    if (!avatar) throw notFound('There is no such picture');
    response
      .type(avatar.contentType)
      .set({
        'cache-control': 'private, max-age=3600',
        'content-security-policy': "default-src 'none'; sandbox",
        'x-content-type-options': 'nosniff',
      })
      .send(avatar.bytes);
  });
  return routes;
}
