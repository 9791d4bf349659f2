import { platforms } from '#core/chat/platforms.ts';
import { isolated, quoted } from '#core/contract/isolated.ts';
import type { MailData, MailKind } from '#core/mail/kinds.ts';
import { billingMails } from './billing-mails.tsx';
import { day } from './day.ts';
import { deletionMails } from './deletion-mails.tsx';
import { exportMails } from './export-mails.tsx';
import { Layout, Press, Words } from './layout.tsx';
import type { MailWords } from './mail-words.ts';
import { privacyMails } from './privacy-mails.tsx';

/** The text of every mail. */
export const mails: { [Kind in MailKind]: (data: MailData<Kind>) => MailWords } = {
  ...billingMails,
  ...privacyMails,
  ...deletionMails,
  ...exportMails,
  verification: ({ url, isChange }) => ({
    subject: isChange ? 'Confirm your new e-mail address' : 'Confirm your e-mail address',
    page: (
      <Layout
        title={isChange ? 'Confirm your new e-mail address' : 'Confirm your e-mail address'}
        why={`You get this because somebody gave this address ${isChange ? 'as their new one' : 'to make an account'} at UPixel. If it was not you, do nothing: without the button nothing happens.`}
      >
        <Words>
          {isChange
            ? 'Press the button and this address becomes the one of your UPixel account.'
            : 'Press the button to confirm that this address is yours, and your UPixel account is ready.'}
        </Words>
        <Press href={url}>Confirm</Press>
        <Words>The link works for one hour.</Words>
      </Layout>
    ),
  }),
  'already-registered': ({ signInUrl, resetUrl }) => ({
    subject: 'You already have a UPixel account',
    page: (
      <Layout
        title="You already have an account"
        why="You get this because somebody tried to make a UPixel account with this address. Nothing was changed. If it was not you, do nothing."
      >
        <Words>Somebody, probably you, tried to register with this address. There is an account for it already.</Words>
        <Press href={signInUrl}>Sign in</Press>
        <Words>
          Forgot the password? <a href={resetUrl}>Choose a new one</a>.
        </Words>
      </Layout>
    ),
  }),
  reset: ({ url }) => ({
    subject: 'Choose a new password',
    page: (
      <Layout
        title="Choose a new password"
        why="You get this because somebody asked for a new password for this address at UPixel. If it was not you, do nothing: your password stays as it is."
      >
        <Words>Press the button to choose a new password. Every browser that is signed in will be signed out.</Words>
        <Press href={url}>Choose a password</Press>
        <Words>The link works once, for one hour.</Words>
      </Layout>
    ),
  }),
  'password-changed': ({ at, resetUrl }) => ({
    subject: 'Your password was changed',
    page: (
      <Layout title="Your password was changed" why="You get this because it concerns the safety of your account.">
        <Words>The password of your UPixel account was changed on {day(at)}.</Words>
        <Words>
          If it was not you, <a href={resetUrl}>choose a new one now</a>: that also signs everybody out.
        </Words>
      </Layout>
    ),
  }),
  'email-change': ({ newEmail, at, settingsUrl }) => ({
    subject: 'Your e-mail address is about to change',
    page: (
      <Layout
        title="Your e-mail address is about to change"
        why="You get this because it concerns the safety of your account."
      >
        <Words>
          On {day(at)} somebody who is signed in to your UPixel account asked to change its address to {newEmail}. It
          changes once the mail to that address is confirmed in a browser that is signed in.
        </Words>
        <Words>
          If it was not you, <a href={settingsUrl}>change your password</a> now and sign out all other browsers.
        </Words>
      </Layout>
    ),
  }),
  'email-changed': ({ newEmail, at, undoUrl }) => ({
    subject: 'Your e-mail address was changed',
    page: (
      <Layout
        title="Your e-mail address was changed"
        why="You get this because this address was the one of a UPixel account."
      >
        <Words>
          On {day(at)} the address of your UPixel account was changed to {newEmail}, and all other browsers were signed
          out.
        </Words>
        <Words>
          If it was not you, press this: the account has this address again, and every browser is signed out of it.
        </Words>
        <Press href={undoUrl}>This wasn’t me</Press>
        <Words>The link works once, for seven days.</Words>
      </Layout>
    ),
  }),
  'email-restored': ({ at, resetUrl }) => ({
    subject: 'Your e-mail address was changed back',
    page: (
      <Layout
        title="Your e-mail address was changed back"
        why="You get this because it concerns the safety of your account."
      >
        <Words>
          On {day(at)} the change of your UPixel account’s address was undone. This is its address again, and every
          browser was signed out.
        </Words>
        <Words>
          Whoever changed it may know your password, so it opens nothing any more: choose a new one now. Chats that were
          connected since the week before the change were unlinked; connect those that are yours once more.
        </Words>
        <Press href={resetUrl}>Choose a new password</Press>
      </Layout>
    ),
  }),
  'new-sign-in': ({ browser, at, sessionsUrl }) => ({
    subject: 'New sign-in to your account',
    page: (
      <Layout title="New sign-in to your account" why="You get this because it concerns the safety of your account.">
        <Words>
          Your UPixel account was signed in to from {browser} on {day(at)}.
        </Words>
        <Words>
          Was it you? Then all is well. If not, <a href={sessionsUrl}>sign that browser out</a> and change your
          password.
        </Words>
      </Layout>
    ),
  }),
  'api-key-made': ({ name, may, at, keysUrl }) => ({
    subject: 'An API key for your account was made',
    page: (
      <Layout
        title="An API key for your account was made"
        why="You get this because it concerns the safety of your account."
      >
        <Words>
          On {day(at)} somebody who is signed in to your UPixel account made an API key, {quoted(name)}. Whoever has it
          may {may}.
        </Words>
        <Words>
          Was it you? Then all is well. If not, <a href={keysUrl}>revoke the key</a>, which ends it at once, and change
          your password.
        </Words>
      </Layout>
    ),
  }),
  'webhook-off': ({ host, why, triedHours, at, webhooksUrl }) => ({
    subject: 'A webhook of yours was switched off',
    page: (
      <Layout
        title="A webhook was switched off"
        why="You get this because a program of yours is told nothing any more."
      >
        <Words>
          {triedHours === null
            ? `On ${day(at)} the webhook to ${isolated(host)} was switched off.`
            : `For ${triedHours} hours nothing that we sent to your webhook at ${isolated(host)} arrived, so it was switched off on ${day(at)}.`}{' '}
          How the last try ended: {why}
        </Words>
        <Words>
          Your pictures and credits are as they were, and <a href={webhooksUrl}>your webhooks</a> show what was tried.
          Once your program takes messages again, switch the webhook on there. Requests that end until then are not told
          of afterwards; your program finds them in the list of your requests.
        </Words>
      </Layout>
    ),
  }),
  linked: ({ identity, at, undoUrl }) => ({
    subject: `${chat(identity)} was linked to your account`,
    page: (
      <Layout title={`${chat(identity)} was linked`} why="You get this because it concerns the safety of your account.">
        <Words>
          {person(identity)} was linked to your UPixel account on {day(at)}. From now on its images and credits are
          those of your account.
        </Words>
        <Words>
          If it was not you, press this: it unlinks that identity and signs every browser out of your account.
        </Words>
        <Press href={undoUrl}>This wasn’t me</Press>
        <Words>The link works once, for seven days.</Words>
      </Layout>
    ),
  }),
  unlinked: ({ identity, at, connectionsUrl, plan }) => ({
    subject: `${chat(identity)} was unlinked from your account`,
    page: (
      <Layout
        title={`${chat(identity)} was unlinked`}
        why="You get this because it concerns the safety of your account."
      >
        <Words>
          {person(identity)} was unlinked from your UPixel account on {day(at)}. Your images and credits stay in your
          account.
        </Words>
        {plan === null ? null : (
          <Words>
            {plan.words} Change or cancel it under <a href={plan.billingUrl}>Billing</a>.
          </Words>
        )}
        <Words>
          See <a href={connectionsUrl}>what is linked now</a>.
        </Words>
      </Layout>
    ),
  }),
};

type Linked = MailData<'linked'>['identity'];
const chat = ({ platform }: Linked) => platforms[platform].label;
const person = (identity: Linked) =>
  `${chat(identity)} ${identity.name ? quoted(identity.name) : 'identity'}${identity.placeName ? ` (${isolated(identity.placeName)})` : ''}`;
