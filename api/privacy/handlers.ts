import { notePolicies } from '#core/privacy/consents/on-the-web.ts';
import { describeKept } from '#core/privacy/map/describe.ts';
import { askInWords } from '#core/privacy/requests/ask-in-words.ts';
import { findRequests } from '#core/privacy/requests/find-requests.ts';
import { allowStatistics, objectsToStatistics, objectToStatistics } from '#core/privacy/usage/object.ts';
import type { ApiHandlers } from '../json/router.ts';
import { presentRequest } from './present-request.ts';

const onTheWeb = { origin: 'web', proof: 'session' } as const;

export const privacyHandlers = {
  async getPrivacyContact({ deps }) {
    return { contact: deps.config.privacyContact };
  },

  async getPrivacyMap() {
    return { items: describeKept() };
  },

  async getPrivacy({ deps, who }) {
    const { userId } = who.user;
    const [requests, objects] = await Promise.all([
      findRequests(deps, { userId }),
      objectsToStatistics(deps, { userId }),
    ]);
    return { requests: requests.map(presentRequest), objectsToStatistics: objects };
  },

  async askPrivacy({ deps, who }, { body }) {
    const { userId, email } = who.user;
    return presentRequest(await askInWords(deps, { subject: { userId }, ...body, ...onTheWeb, from: email }));
  },

  async setStatistics({ deps, who }, { body }) {
    const { userId } = who.user;
    if (body.objects) await objectToStatistics(deps, { userId }, onTheWeb);
    else await allowStatistics(deps, { userId });
    return undefined;
  },

  async notePolicies({ deps, who }, { body }) {
    await notePolicies(deps, who.user.userId, body.how);
    return undefined;
  },
} satisfies Partial<ApiHandlers>;
