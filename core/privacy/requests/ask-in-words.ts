import { sqlFinds } from '../../database/rows.ts';
import type { Deps } from '../../deps.ts';
import { Failure } from '../../failure.ts';
import { sendMail } from '../../mail/send-mail.ts';
import { type NewRequest, openRequest } from './open-request.ts';
import type { PrivacyRequest } from './request.ts';
import { kindWords } from './words.ts';

type AskDeps = Pick<Deps, 'db' | 'seal' | 'queues' | 'log' | 'config'>;

/** Words that one open request may bring along: more would be for flooding a mailbox. */
const mostMails = 5;

/**
 * A request that a person answers: it goes into the register, and its words by mail to those who run UPixel; they are kept nowhere else.
 * @param from where to answer, in words
 * @throws Failure too_many_requests
 */
export async function askInWords(
  deps: AskDeps,
  { words, from, ...asked }: NewRequest & { words: string; from: string },
): Promise<PrivacyRequest> {
  const { request } = await openRequest(deps, asked);
  const { id, ticket, kind, dueAt } = request;
  if (!(await countMail(deps, id))) throw tooMany(ticket, deps.config.privacyContact);
  await sendMail(deps, 'request-words', {
    to: deps.config.privacyContact,
    ...{ ticket, words, from },
    kind: kindWords[kind],
    dueAt: dueAt.toISOString(),
    adminUrl: `${deps.config.publicUrl}/admin/privacy`,
  });
  return request;
}

const countMail = ({ db }: Pick<Deps, 'db'>, id: string) => sqlFinds(db)`
  UPDATE privacy_requests SET evidence = evidence || jsonb_build_object('mails', coalesce((evidence->>'mails')::int, 0) + 1)
  WHERE id = ${id}::uuid AND coalesce((evidence->>'mails')::int, 0) < ${mostMails} RETURNING 1 AS one`;

const tooMany = (ticket: string, contact: string) =>
  new Failure('too_many_requests', {
    title: 'That is enough for one request',
    happened: `Your request ${ticket} is open, and what you wrote before is being read. This was not sent.`,
    next: `Write to ${contact} and name ${ticket}.`,
  });
