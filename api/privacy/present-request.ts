import type { PrivacyRequest as Shown } from '#core/contract/pages/privacy.ts';
import type { PrivacyRequest } from '#core/privacy/requests/request.ts';
import { refusalWords } from '#core/privacy/requests/words.ts';

export function presentRequest({
  id,
  ticket,
  kind,
  state,
  receivedAt,
  dueAt,
  endedAt,
  refusal,
}: PrivacyRequest): Shown {
  return {
    ...{ id, ticket, kind, state },
    receivedAt: receivedAt.toISOString(),
    dueAt: dueAt.toISOString(),
    endedAt: endedAt?.toISOString() ?? null,
    refusal: refusal === null ? null : refusalWords[refusal],
  };
}
