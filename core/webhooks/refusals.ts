import { maxWebhooks, maxWebhookUrlLength } from '../contract/webhooks.ts';
import { Failure } from '../failure.ts';
import { notFound } from '../not-found.ts';

export const noWebhook = () => notFound('There is no such webhook');
export const noDelivery = () => notFound('There is no such delivery');

export const tooManyWebhooks = () =>
  new Failure('too_many_webhooks', {
    title: 'That is a lot of webhooks',
    happened: `You have ${maxWebhooks} webhooks, which is as many as there can be. None was made.`,
    next: 'Delete one that you do not need any more.',
  });

export const badWebhookUrl = () => {
  const message = `Name an https address with a host’s name, like https://example.com/upixel, at most ${maxWebhookUrlLength} characters.`;
  return new Failure('bad_webhook_url', {
    title: 'Nothing can be sent there',
    happened:
      'Messages are sent by https alone, to a public host by its name, without a password in the address. Nothing was changed.',
    next: message,
    errors: [{ path: 'url', message }],
  });
};

export const webhookIsOff = () =>
  new Failure('webhook_off', {
    title: 'The webhook is off',
    happened: 'While a webhook is switched off nothing is sent to it. Nothing was changed.',
    next: 'Switch it on, and send it again.',
  });
