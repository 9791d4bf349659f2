import { testEvent } from '../contract/webhooks.ts';
import type { Deps } from '../deps.ts';
import type { ClaimedDelivery } from './claim-delivery.ts';
import { endpointUrl } from './endpoint-url.ts';
import { messageBody, messageId } from './message.ts';
import { type Posted, postMessage, reachOf } from './post-message.ts';
import { recordFailure, recordSuccess } from './record-delivery.ts';
import { secretsBefore, signedHeaders } from './sign.ts';
import { switchOff } from './switch-off.ts';

/** "Gone": whoever answers so wants nothing any more, as the standard says. */
const goneStatus = 410;

/** Sends a message that was taken, once, and writes down how that went. Returns how. */
export async function sendDelivery(
  deps: Pick<Deps, 'db' | 'seal' | 'queues' | 'log' | 'config'>,
  claimed: ClaimedDelivery,
): Promise<Posted> {
  const { id: deliveryId, endpointId, event } = claimed;
  const toLoopback = deps.config.webhooksToLoopback;
  const url = endpointUrl(claimed.url, { toLoopback });
  // An address that is no longer allowed, or can no longer be read.
  const posted: Posted = url
    ? await postMessage(url, messageOf(deps, claimed), reachOf({ toLoopback }))
    : { outcome: 'not_public', status: null, durationMs: 0 };
  if (posted.outcome === 'delivered') {
    await recordSuccess(deps, claimed, posted);
    return posted;
  }
  const isTest = event === testEvent;
  const isGone = posted.status === goneStatus && !isTest;
  const isGivenUp = await recordFailure(deps, claimed, posted, { isFinal: isTest || isGone });
  if (isGivenUp && !isTest)
    await switchOff(deps, {
      ...{ deliveryId, endpointId, outcome: posted.outcome, host: url?.host ?? '' },
      because: isGone ? 'gone' : 'failing',
    });
  return posted;
}

function messageOf({ config }: Pick<Deps, 'config'>, claimed: ClaimedDelivery) {
  const { secret, previousSecret } = claimed;
  const body = messageBody(config, claimed);
  const secrets = [secret, ...secretsBefore(previousSecret)];
  const signed = { id: messageId(claimed.id), body, atS: Math.floor(Date.now() / 1_000) };
  const headers = {
    'content-type': 'application/json',
    'user-agent': `UPixel (+${config.publicUrl}/developers)`,
    ...signedHeaders(secrets, signed),
  };
  return { headers, body };
}
