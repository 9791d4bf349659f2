import type { MailData } from '#core/mail/kinds.ts';
import { day } from './day.ts';
import { Layout, Press, Words } from './layout.tsx';
import type { MailWords } from './mail-words.ts';

type Kind = 'export-ready' | 'export-failed';

export const exportMails: { [Name in Kind]: (data: MailData<Name>) => MailWords } = {
  'export-ready': ({ url, parts, until }) => ({
    subject: 'The copy of your data is ready',
    page: (
      <Layout title="The copy of your data is ready" why="You get this because it was asked for in your account.">
        <Words>
          Everything that UPixel keeps about you is in {parts === 1 ? 'one file' : `${parts} files`}. The page asks you
          to sign in, and has it until {day(until)}.
        </Words>
        <Press href={url}>Get my data</Press>
        <Words>It was not you? Then change your password: whoever asked has not got anything yet.</Words>
      </Layout>
    ),
  }),
  'export-failed': ({ url }) => ({
    subject: 'The copy of your data could not be made',
    page: (
      <Layout
        title="The copy of your data could not be made"
        why="You get this because it was asked for in your account."
      >
        <Words>
          It took longer than an hour and was given up. Nothing was lost, and your request stays open. Ask for it once
          more; if that fails, too, write to us by the page.
        </Words>
        <Press href={url}>Try again</Press>
      </Layout>
    ),
  }),
};
