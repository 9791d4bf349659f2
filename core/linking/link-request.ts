import { rowOfTarget } from '../chat/stored-target.ts';
import type { ReplyTarget } from '../chat/target.ts';
import { databaseNow } from '../database/now.ts';
import type { Deps } from '../deps.ts';
import { Failure } from '../failure.ts';
import type { RefusalCode } from '../refusals.ts';
import { hashToken, newToken } from './link-identity.ts';
import type { ChatPerson } from './person.ts';
import { openPerson, storePerson } from './stored-person.ts';

const linkMinutes = 10;
const noteJobMs = 5_000;

/**
 * A one-time link for a chat identity, to be shown to that person alone. Earlier ones stop working. Only the hash is stored.
 * Returns the page's URL; the token is behind a #, which browsers send to no server, so it is in no log.
 */
export async function createLinkRequest(
  deps: Pick<Deps, 'db' | 'keys' | 'seal' | 'config'>,
  wanted: { identityId: string; person: ChatPerson; target: ReplyTarget; buys?: string },
): Promise<string> {
  const { identityId, person, target, buys = null } = wanted;
  const token = newToken();
  const stored = await storePerson(deps, { identityId }, person);
  const now = await databaseNow(deps);
  await deps.db.$transaction([
    deps.db.linkRequest.updateMany({
      where: { identityId, usedAt: null, expiresAt: { gt: now } },
      data: { expiresAt: now },
    }),
    deps.db.linkRequest.create({
      data: {
        tokenHash: hashToken(token),
        identity: { connect: { id: identityId } },
        ...stored,
        buys,
        target: { create: await rowOfTarget(deps, { identityId }, target) },
        expiresAt: new Date(now.getTime() + linkMinutes * 60_000),
      },
    }),
  ]);
  return `${deps.config.publicUrl}/link#${token}`;
}

/** The request behind a token, if it may still be used. @throws Failure bad_link, used_link, expired_link */
async function usable(deps: Pick<Deps, 'db' | 'keys' | 'log'>, token: string) {
  const request = await deps.db.linkRequest.findUnique({
    where: { tokenHash: hashToken(token) },
    include: { target: true, identity: { select: { id: true, platform: true, userId: true, walletId: true } } },
  });
  if (!request?.target) throw refusal('bad_link', 'That link is not one of ours', 'It may have been cut short.');
  if (request.usedAt) throw refusal('used_link', 'That link was used already', 'A link works once.');
  if (request.expiresAt <= (await databaseNow(deps)))
    throw refusal(
      'expired_link',
      'That link is no longer good',
      `It is older than ${linkMinutes} minutes, or a newer one was made.`,
    );
  return { ...(await openPerson(deps, request)), target: request.target };
}

export type LinkRequest = Awaited<ReturnType<typeof usable>>;

/**
 * Opens a link in a browser. The first browser to do so gets a key, and no browser without that key gets any further: a link that
 * was passed on, or seen over a shoulder, is of no use once its owner has opened it.
 * @throws Failure bad_link, used_link, expired_link, other_browser
 */
export async function openLinkRequest(
  deps: Pick<Deps, 'db' | 'keys' | 'log'>,
  { token, browserKey }: { token: string; browserKey?: string | undefined },
): Promise<{ request: LinkRequest; browserKey: string }> {
  const request = await usable(deps, token);
  if (browserKey !== undefined && isKeyOf(request, browserKey)) return { request, browserKey };
  const fresh = newToken();
  const { count } = await deps.db.linkRequest.updateMany({
    where: { id: request.id, browserHash: null },
    data: { browserHash: hashToken(fresh) },
  });
  if (count === 0) throw otherBrowser();
  return { request: { ...request, browserHash: hashToken(fresh) }, browserKey: fresh };
}

/**
 * Claims the link, once: of two simultaneous presses only one succeeds.
 * @throws Failure bad_link, used_link, expired_link, other_browser
 */
export async function takeLinkRequest(
  deps: Pick<Deps, 'db' | 'keys' | 'log'>,
  { token, browserKey }: { token: string; browserKey: string },
): Promise<LinkRequest> {
  const request = await usable(deps, token);
  if (!isKeyOf(request, browserKey)) throw otherBrowser();
  const now = await databaseNow(deps);
  const { count } = await deps.db.linkRequest.updateMany({
    where: { id: request.id, usedAt: null },
    // A job shows the note in chat; if that is lost, `sweep` has it shown a little later.
    data: { usedAt: now, noteAfter: new Date(now.getTime() + noteJobMs) },
  });
  if (count === 0) throw refusal('used_link', 'That link was used already', 'A link works once.');
  return request;
}

/** Returns a link that was claimed in vain, so that its owner can go on with it. */
export async function returnLinkRequest(deps: Pick<Deps, 'db'>, id: string): Promise<void> {
  await deps.db.linkRequest.updateMany({ where: { id }, data: { usedAt: null, noteAfter: null } });
}

function isKeyOf({ browserHash }: LinkRequest, browserKey: string): boolean {
  return browserHash !== null && Buffer.from(browserHash).equals(hashToken(browserKey));
}

const otherBrowser = () =>
  refusal(
    'other_browser',
    'It was opened in another browser',
    'For your safety a link goes on only where it was opened first.',
  );

const refusal = (code: RefusalCode, title: string, why: string) =>
  new Failure(code, {
    title,
    happened: `${why} Nothing was linked.`,
    next: ['Go back to chat and type ', { command: 'link' }, ' again for a new one.'],
  });
