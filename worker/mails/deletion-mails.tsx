import type { MailData } from '#core/mail/kinds.ts';
import { dateOnly, day } from './day.ts';
import { Layout, Press, Words } from './layout.tsx';
import type { MailWords } from './mail-words.ts';

type Kind = 'deletion-due' | 'team-payer-leaves' | 'team-payer-stays' | 'deletion-done';

export const deletionMails: { [Name in Kind]: (data: MailData<Name>) => MailWords } = {
  'deletion-due': ({ ticket, dueAt, stopUrl }) => ({
    subject: 'Your account will be deleted',
    page: (
      <Layout title="Your account will be deleted" why="You get this because it concerns your account.">
        <Words>
          Somebody who signed in to your UPixel account, asked in a chat that is connected to it, or wrote to those who
          run UPixel wants it deleted. On {day(dueAt)} it goes with everything in it. Until then nothing new can be
          made, bought, given or linked, every browser is signed out, API keys and share links do not work, and a plan
          ends with the period that is paid. The request is {ticket}.
        </Words>
        <Words>If you changed your mind, or it was not you, open this page and press the button there.</Words>
        <Press href={stopUrl}>Keep my account</Press>
        <Words>The link works until then. You can also sign in and stop it there.</Words>
      </Layout>
    ),
  }),
  'team-payer-leaves': ({ team, plan, periodEnd, billingUrl }) => ({
    subject: 'Your team’s plan is about to end',
    page: (
      <Layout title="Your team’s plan is about to end" why="You get this because you manage this team at UPixel.">
        <Words>
          Whoever pays the plan {plan} of {team} is leaving UPixel. It stays until {dateOnly(periodEnd)}, which is paid,
          and is not paid again. The team’s credits stay, and so does what its members made.
        </Words>
        <Words>
          You or somebody else who manages the team can take a plan then, <a href={billingUrl}>on its page</a>.
        </Words>
      </Layout>
    ),
  }),
  'team-payer-stays': ({ team, plan, periodEnd, billingUrl }) => ({
    subject: 'Your team’s plan goes on',
    page: (
      <Layout title="Your team’s plan goes on" why="You get this because you manage this team at UPixel.">
        <Words>
          Whoever pays the plan {plan} of {team} stays with UPixel after all. The plan goes on, and is next paid on{' '}
          {dateOnly(periodEnd)}. There is nothing for you to do.
        </Words>
        <Words>
          You see it <a href={billingUrl}>on the team’s page</a>.
        </Words>
      </Layout>
    ),
  }),
  'deletion-done': ({ ticket, lines, receipt, verifyUrl }) => ({
    subject: 'Your data was deleted',
    page: (
      <Layout title="Your data was deleted" why="You get this because you asked for it.">
        <Words>Your request {ticket} is done.</Words>
        {lines.map((line) => (
          <Words key={line}>{line}</Words>
        ))}
        <Words>
          This is your receipt. Keep it: <a href={verifyUrl}>{verifyUrl}</a> shows that we signed it.
        </Words>
        <Words>
          <span style={{ wordBreak: 'break-all', fontFamily: 'monospace', fontSize: 13 }}>{receipt}</span>
        </Words>
      </Layout>
    ),
  }),
};
