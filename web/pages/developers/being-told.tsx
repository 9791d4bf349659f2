import { Anchor } from '@mantine/core';
import { Link } from 'react-router';
import { exampleMessage } from '#core/contract/v1/examples.ts';
import {
  deliveriesKeptDays,
  maxWebhooks,
  oldSecretHours,
  testEvent,
  triedHours,
  webhookEventNames,
  webhookEvents,
  webhookTimeoutSeconds,
} from '#core/contract/webhooks.ts';
import { Sheet } from '../../shell/sheet.tsx';
import { CodeBlock } from './code-block.tsx';
import classes from './rules.module.css';
import { receiverText } from './samples.ts';

/** Webhooks: how a program is told, in place of asking. */
export function BeingTold() {
  return (
    <Sheet aria-labelledby="being-told" className={classes.rules}>
      <h2 id="being-told">Being told</h2>
      <p>
        In place of asking again and again, have a program of yours told when a request ends, wherever you asked: in
        chat, on these pages or here. Name its address in{' '}
        <Anchor component={Link} to="/settings/webhooks" underline="always">
          your settings
        </Anchor>{' '}
        or with <code>POST /api/v1/webhooks</code>, {maxWebhooks} at most. It is told these, as far as you chose them:
      </p>
      <ul>
        {webhookEventNames.map((event) => (
          <li key={event}>
            <code>{event}</code>: {webhookEvents[event]}
          </li>
        ))}
        <li>
          <code>{testEvent}</code>: you asked for a test.
        </li>
      </ul>
      <CodeBlock label="A message" text={JSON.stringify(exampleMessage, null, 2)} />
      <p>
        A message has ids alone: fetch the request with a key. Answer with any status of 2xx within{' '}
        {webhookTimeoutSeconds} seconds, and do the work afterwards. The same message may come twice, and messages may
        come in another order: tell them apart by <code>webhook-id</code>.
      </p>
      <h3>Is it ours?</h3>
      <p>
        Messages are signed as{' '}
        <a href="https://www.standardwebhooks.com" rel="noreferrer">
          Standard Webhooks
        </a>{' '}
        has it, for which there are libraries in many languages: <code>webhook-signature</code> is an HMAC-SHA256 of{' '}
        <code>webhook-id</code>, <code>webhook-timestamp</code> and the body, with dots between, by the secret that was
        shown when you made the webhook. When you change the secret, both sign for {oldSecretHours} hours. A program
        that needs no library, with Node 20 or newer:
      </p>
      <CodeBlock label="receiver.mjs" text={receiverText} />
      <h3>If it does not arrive</h3>
      <p>
        Messages are sent by https alone, to hosts whose addresses are public, and no redirect is followed. What you do
        not take is sent again for {triedHours} hours, with pauses that grow from seconds to hours. If in that time
        nothing else arrived, the webhook is switched off, and a mail tells you; <code>410</code> switches it off at
        once. What ends while it is off is not told afterwards, and is in the list of your requests. For{' '}
        {deliveriesKeptDays} days you see what was sent, and can have each sent again.
      </p>
    </Sheet>
  );
}
