import { Notice } from '../../shell/notice.tsx';
import { Page } from '../../shell/page.tsx';

/** What was answered to the wish; the page that asked passes it on. */
export interface BegunDeletion {
  ticket: string;
  dueAt: string;
}

export function begunOf(state: unknown): BegunDeletion | undefined {
  if (typeof state !== 'object' || state === null || !('ticket' in state) || !('dueAt' in state)) return undefined;
  const { ticket, dueAt } = state;
  return typeof ticket === 'string' && typeof dueAt === 'string' ? { ticket, dueAt } : undefined;
}

const day = (at: string) => new Date(at).toLocaleDateString('en-GB', { dateStyle: 'long' });

/** Right after the wish: everybody is signed out, and the link that stops it is on its way. */
export const Begun = ({ ticket, dueAt }: BegunDeletion) => (
  <Page title="A deletion" width="narrow">
    <Notice title={`Your account will be deleted on ${day(dueAt)}`} tone="careful">
      You are signed out everywhere, and your request is {ticket}. We are mailing you a link that stops it. Until that
      day you can also sign in and stop it there.
    </Notice>
  </Page>
);
