import { z } from 'zod';
import { policyNames, policyTitles, policyVersions } from '../../contract/policies.ts';
import { text, uuid } from '../../database/columns.ts';
import { sqlRows } from '../../database/rows.ts';
import type { Deps } from '../../deps.ts';
import type { MailData } from '../../mail/kinds.ts';
import { sendWritten, writeMail } from '../../mail/send-mail.ts';
import { noteConsent } from './note-consent.ts';

type NewsDeps = Pick<Deps, 'db' | 'keys' | 'seal' | 'queues' | 'log' | 'config'>;

const batch = 200;
const untold = z.object({ userId: uuid, email: text });

/**
 * Mails the newest policy and terms to every account that is older than they are, also where a chat told of them first. The note and the mail are one transaction, so that
 * a run that stopped goes on where it was, and nobody gets the mail twice. Returns how many were written.
 */
export async function mailNews(deps: NewsDeps): Promise<number> {
  let written = 0;
  for (;;) {
    const users = await findUntold(deps);
    for (const user of users) if (await mailOne(deps, user)) written++;
    if (users.length < batch) return written;
  }
}

/** A line in a chat, or going on there, is not the mail. Whoever began with the newest version has nothing to be told of. */
const findUntold = ({ db }: Pick<Deps, 'db'>) => sqlRows(db, untold)`
  WITH newest AS (SELECT * FROM (VALUES ('privacy'::"PolicyName", ${policyVersions.privacy[0]}), ('terms', ${policyVersions.terms[0]})) AS n (document, version))
  SELECT u.id AS "userId", u.email FROM users u
  WHERE u.email_verified AND EXISTS (
    SELECT FROM newest n
    WHERE NOT EXISTS (SELECT FROM consents c WHERE c.user_id = u.id AND c.document = n.document AND c.version = n.version AND c.how = 'mailed')
      AND (NOT EXISTS (SELECT FROM consents c WHERE c.user_id = u.id AND c.document = n.document AND c.version = n.version)
        OR EXISTS (SELECT FROM consents c WHERE c.user_id = u.id AND c.document = n.document AND c.version <> n.version)))
  ORDER BY u.id LIMIT ${batch}`;

async function mailOne(deps: NewsDeps, { userId, email }: z.infer<typeof untold>): Promise<boolean> {
  const mailId = await deps.db.$transaction(async (tx) => {
    if (!(await noteConsent({ db: tx, keys: deps.keys }, { userId, identityId: null }, 'mailed'))) return null;
    return writeMail(tx, deps, 'policy-changed', newsFor(deps, email));
  });
  await sendWritten(deps, mailId);
  return mailId !== null;
}

const newsFor = ({ config }: Pick<Deps, 'config'>, to: string): MailData<'policy-changed'> => ({
  to,
  contact: config.privacyContact,
  documents: policyNames.map((name) => {
    const url = `${config.publicUrl}/${name}`;
    return { title: policyTitles[name], url, changesUrl: `${url}/${policyVersions[name][0]}/changes` };
  }),
});
