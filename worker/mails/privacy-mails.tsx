import type { MailData } from '#core/mail/kinds.ts';
import { day } from './day.ts';
import { Layout, Press, Words } from './layout.tsx';
import type { MailWords } from './mail-words.ts';

type Kind = 'policy-changed' | 'request-due' | 'request-words';

/** The mails about the policy, and about what people ask about their data. */
export const privacyMails: { [K in Kind]: (data: MailData<K>) => MailWords } = {
  'policy-changed': ({ documents, contact }) => ({
    subject: 'UPixel’s privacy policy and terms have changed',
    page: (
      <Layout
        title="Our privacy policy and terms have changed"
        why="You get this because you have a UPixel account. It is sent once for each change."
      >
        {documents.map(({ title, url, changesUrl }) => (
          <Words key={title}>
            <a href={url}>{title}</a> · <a href={changesUrl}>what changed</a>
          </Words>
        ))}
        <Words>
          Using UPixel from now on means that you accept them. If you do not, you can delete your account, with
          everything in it, under Settings.
        </Words>
        <Words>Questions? Write to {contact}.</Words>
      </Layout>
    ),
  }),
  'request-due': ({ ticket, kind, dueAt, adminUrl }) => ({
    subject: `Due soon: privacy request ${ticket}`,
    page: (
      <Layout title={`${ticket} is due on ${day(dueAt)}`} why="You get this because you run UPixel. It is sent once.">
        <Words>
          Somebody asked about their data ({kind}). The law and our own policy want it answered by {day(dueAt)}.
        </Words>
        <Press href={adminUrl}>Open the register</Press>
      </Layout>
    ),
  }),
  'request-words': ({ ticket, kind, words, from, dueAt, adminUrl }) => ({
    subject: `Privacy request ${ticket}`,
    page: (
      <Layout
        title={`${ticket}: ${kind}`}
        why="You get this because you run UPixel. These words are kept nowhere else: delete this mail when the request has ended."
      >
        <Words>From {from}:</Words>
        {words.split('\n').map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines of a mail never change places
          <Words key={index}>{line}</Words>
        ))}
        <Words>To be answered by {day(dueAt)}.</Words>
        <Press href={adminUrl}>Open the register</Press>
      </Layout>
    ),
  }),
};
