import { Anchor } from '@mantine/core';
import { Link } from 'react-router';
import { apiScopeNames, apiScopes, maxApiKeys } from '#core/contract/scopes.ts';
import { rateLimits } from '#core/contract/v1/errors.ts';
import { Sheet } from '../../shell/sheet.tsx';
import classes from './rules.module.css';

export function Rules() {
  const { read, change } = rateLimits;
  return (
    <Sheet aria-labelledby="rules" className={classes.rules}>
      <h2 id="rules">Keys and limits</h2>
      <h3>Keys</h3>
      <p>
        A key is sent as <code>Authorization: Bearer …</code>, and counts as you. You make keys in{' '}
        <Anchor component={Link} to="/settings/keys" underline="always">
          your settings
        </Anchor>
        , {maxApiKeys} at most; each is shown once, and can be revoked at any time, at once. Keep it on your server or
        machine: pages of other sites cannot use it, since the API answers no other origin, and it takes no cookie.
      </p>
      <ul>
        {apiScopeNames.map((scope) => (
          <li key={scope}>
            <code>{scope}</code>: {apiScopes[scope].does}
          </li>
        ))}
      </ul>
      <h3>Once, however often you send it</h3>
      <p>
        If an answer is lost, you do not know whether your pictures are being made. Send an <code>Idempotency-Key</code>{' '}
        of your own with each request for pictures or for a link, and the same one when you try again: within a day, the
        same key with the same body is made once and paid once, and answers with that request as it is now (
        <code>Idempotency-Replayed: true</code>). With another body it is refused. A request that was refused has made
        nothing: correct it, and send it with a new key.
      </p>
      <h3>Limits</h3>
      <p>
        One key may send {read.requests} requests that read and {change.requests} that change something in{' '}
        {read.seconds} seconds. Each answer says what is left, in <code>RateLimit-Limit</code>,{' '}
        <code>RateLimit-Remaining</code> and <code>RateLimit-Reset</code> (seconds); beyond it the answer is 429 with{' '}
        <code>Retry-After</code>. How many requests may wait and run at once is up to your plan. A JSON body has at most
        100 kB, a picture 15 MB.
      </p>
      <h3>The same rules</h3>
      <p>
        What may not be asked for in chat may not be asked for here; pictures that our check withholds are not shown and
        not paid; whoever is blocked sees what they have, and makes nothing new. While a deletion of your account is
        due, your keys and webhooks do not work; if you stop it, they work again. When you undo a change that was not
        yours, all of them end.
      </p>
    </Sheet>
  );
}
