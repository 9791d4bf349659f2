import { readAccountName } from '#core/accounts/name.ts';
import type { LinkPreview } from '#core/contract/pages/link-preview.ts';
import type { Deps } from '#core/deps.ts';
import type { LinkRequest } from '#core/linking/link-request.ts';
import { previewLink } from '#core/linking/preview-link.ts';
import type { Principal } from '../auth/principal.ts';
import { fetchAvatar } from './avatar.ts';

/** What a link is about to do, for the page that asks for the click. @throws Failure identity_taken */
export async function presentPreview(
  deps: Deps,
  request: LinkRequest,
  who: Principal | undefined,
): Promise<LinkPreview> {
  const { platform } = request.identity;
  const [moves, avatar, name] = await Promise.all([
    previewLink(deps, request.identity, who?.user),
    fetchAvatar(deps, { platform, avatarPath: request.avatarUrl }),
    who && readAccountName(deps, who.user.userId),
  ]);
  return {
    identity: {
      platform,
      name: request.name,
      placeName: request.placeName,
      avatar: avatar ? `data:${avatar.contentType};base64,${avatar.bytes.toString('base64')}` : null,
    },
    ...moves,
    expiresAt: request.expiresAt.toISOString(),
    account: who ? { email: who.user.email, name: name ?? '' } : null,
  };
}
