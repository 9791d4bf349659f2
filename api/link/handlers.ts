import { linkIdentity } from '#core/linking/link-identity.ts';
import { openLinkRequest, returnLinkRequest, takeLinkRequest } from '#core/linking/link-request.ts';
import { undoLink } from '#core/linking/undo-link.ts';
import { unlinkIdentity } from '#core/linking/unlink-identity.ts';
import { notFound } from '../json/problem.ts';
import type { ApiHandlers } from '../json/router.ts';
import { payPage } from './pay-page.ts';
import { presentIdentity } from './present-identity.ts';
import { previewLink } from './preview.ts';

export const linkHandlers = {
  async openLink({ deps, who }, { body }) {
    const { request, browserKey } = await openLinkRequest(deps, body);
    return { browserKey, preview: await previewLink(deps, request, who) };
  },

  async confirmLink({ deps, who }, { body }) {
    const request = await takeLinkRequest(deps, body);
    const person = { name: request.name, avatarPath: request.avatarUrl, placeName: request.placeName };
    try {
      const linked = await linkIdentity(deps, { identityId: request.identityId, userId: who.userId, person });
      await deps.queues
        .enqueue('linked-note', { linkRequestId: request.id })
        .catch((err) => deps.log.warn({ err }, 'the note in chat is not sent'));
      const identity = await deps.db.identity.findUniqueOrThrow({ where: { id: request.identityId } });
      return {
        identity: await presentIdentity(deps, identity),
        credits: linked.credits,
        balance: linked.balance,
        goOn: request.buys === null ? null : await payPage(deps, request, request.buys),
      };
    } catch (error) {
      await returnLinkRequest(deps, request.id);
      throw error;
    }
  },

  async undoLink({ deps }, { body }) {
    return undoLink(deps, body.token);
  },

  async listIdentities({ deps, who }) {
    const identities = await deps.db.identity.findMany({ where: { userId: who.userId }, orderBy: { linkedAt: 'asc' } });
    return { items: await Promise.all(identities.map((identity) => presentIdentity(deps, identity))) };
  },

  async unlinkIdentity({ deps, who }, { params }) {
    const was = await unlinkIdentity(deps, { identityId: params.id, userId: who.userId });
    if (!was) throw notFound('There is no such linked identity');
    return undefined;
  },
} satisfies Partial<ApiHandlers>;
