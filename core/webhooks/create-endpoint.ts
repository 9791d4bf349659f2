import { maxWebhooks, type WebhookEvent, webhookEventNames } from '../contract/webhooks.ts';
import { sqlFinds } from '../database/rows.ts';
import type { Deps } from '../deps.ts';
import { sealWords } from '../keys/seal-words.ts';
import { unlessLeaving } from '../privacy/erasure/leaving.ts';
import { endpointUrl } from './endpoint-url.ts';
import { badWebhookUrl, tooManyWebhooks } from './refusals.ts';
import { newWebhookSecret } from './sign.ts';

/**
 * Names an address that is told how an account's requests end. Returns the secret, which is shown this once.
 * @throws Failure bad_webhook_url, too_many_webhooks, deletion_under_way
 */
export async function createWebhook(
  deps: Pick<Deps, 'db' | 'keys' | 'log' | 'config'>,
  userId: string,
  { url: address, events }: { url: string; events: readonly WebhookEvent[] },
): Promise<{ id: string; secret: string }> {
  const url = endpointUrl(address, { toLoopback: deps.config.webhooksToLoopback });
  if (!url) throw badWebhookUrl();
  const secret = newWebhookSecret();
  const [sealedUrl, sealedSecret] = [
    await sealWords(deps, { userId }, url.href),
    await sealWords(deps, { userId }, secret),
  ];
  const { id } = await unlessLeaving(() =>
    deps.db.$transaction(async (tx) => {
      // Two at once would both find room for one.
      await sqlFinds(tx)`SELECT 1 FROM users WHERE id = ${userId}::uuid FOR UPDATE`;
      if ((await tx.webhookEndpoint.count({ where: { userId } })) >= maxWebhooks) throw tooManyWebhooks();
      return tx.webhookEndpoint.create({
        data: {
          userId,
          ...{ url: sealedUrl.readable, urlSealed: sealedUrl.sealed },
          ...{ secret: sealedSecret.readable, secretSealed: sealedSecret.sealed },
          events: webhookEventNames.filter((event) => events.includes(event)),
        },
        select: { id: true },
      });
    }),
  );
  deps.log.info({ userId, webhookId: id }, 'a webhook was made');
  return { id, secret };
}
