import { listIdentities } from '#core/linking/identities.ts';
import { linkIdentity } from '#core/linking/link-identity.ts';
import { openLinkRequest, returnLinkRequest, takeLinkRequest } from '#core/linking/link-request.ts';
import { undoLink } from '#core/linking/undo-link.ts';
import { unlinkIdentity } from '#core/linking/unlink-identity.ts';
import { notFound } from '#core/not-found.ts';
import type { ApiHandlers } from '../json/router.ts';
import { payPage } from './pay-page.ts';
import { presentIdentity } from './present-identity.ts';
import { presentPreview } from './preview.ts';

export const linkHandlers = {
  async openLink({ deps, who }, { body }) {
    const { request, browserKey } = await openLinkRequest(deps, body);
    return { browserKey, preview: await presentPreview(deps, request, who) };
  },

  async confirmLink({ deps, who }, { body }) {
    const request = await takeLinkRequest(deps, body);
    const person = { name: request.name, avatarPath: request.avatarUrl, placeName: request.placeName };
    try {
      const linked = await linkIdentity(deps, { identityId: request.identityId, userId: who.user.userId, person });
      await deps.queues
        .enqueue('linked-note', { linkRequestId: request.id })
        .catch((err) => deps.log.warn({ err }, 'the note in chat is not sent'));
      const [identity] = await listIdentities(deps, { userId: who.user.userId, id: request.identityId });
      if (!identity) throw notLinked();
      return {
        identity: presentIdentity(identity),
        credits: linked.credits,
        forfeited: linked.forfeited,
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
    const identities = await listIdentities(deps, { userId: who.user.userId });
    return { items: identities.map(presentIdentity) };
  },

  async unlinkIdentity({ deps, who }, { params }) {
    const was = await unlinkIdentity(deps, { identityId: params.id, userId: who.user.userId });
    if (!was) throw notLinked();
    return undefined;
  },
} satisfies Partial<ApiHandlers>;

const notLinked = () => notFound('There is no such linked identity');
