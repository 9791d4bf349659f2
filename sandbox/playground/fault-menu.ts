import { discordRefusals } from '#sandbox/discord/refusals.ts';
import type { Fault } from '#sandbox/kit/faults.ts';
import { slackRefusals } from '#sandbox/slack/refusals.ts';

export type StandInName = 'Replicate' | 'Discord' | 'Slack' | 'Stripe' | 'Mail';

export interface MenuFault {
  id: string;
  standIn: StandInName;
  label: string;
  fault: Fault;
}

const creating = /^POST \/v1\/.*predictions$/;
const threeRequests = 3;

/** What can go wrong at the press of a button; each strikes as often as its label says, then everything works again. */
export const faultMenu: readonly MenuFault[] = [
  {
    id: 'replicate-429',
    standIn: 'Replicate',
    label: 'Too many requests (429), once',
    fault: { on: creating, do: { type: 'rateLimit', retryAfterS: 3 } },
  },
  {
    id: 'replicate-500',
    standIn: 'Replicate',
    label: 'Internal error (500), once',
    fault: { on: creating, do: { type: 'answer', status: 500 } },
  },
  {
    id: 'replicate-down',
    standIn: 'Replicate',
    label: 'Internal error (500), ten times',
    fault: { on: creating, do: { type: 'answer', status: 500 }, times: 10 },
  },
  {
    id: 'replicate-slow',
    standIn: 'Replicate',
    label: 'Creation answers after 5 s, once',
    fault: { on: creating, do: { type: 'slow', ms: 5000 } },
  },
  {
    id: 'replicate-drop-after',
    standIn: 'Replicate',
    label: 'Creates, then hangs up, once',
    fault: { on: creating, do: { type: 'dropAfter' } },
  },
  {
    id: 'webhook-late',
    standIn: 'Replicate',
    label: 'Last webhook 20 s late',
    fault: { on: 'WEBHOOK completed', do: { type: 'late', ms: 20_000 } },
  },
  {
    id: 'webhook-twice',
    standIn: 'Replicate',
    label: 'Last webhook twice',
    fault: { on: 'WEBHOOK completed', do: { type: 'twice' } },
  },
  {
    id: 'webhook-never',
    standIn: 'Replicate',
    label: 'Last webhook never',
    fault: { on: 'WEBHOOK completed', do: { type: 'never' } },
  },
  {
    id: 'webhook-forged',
    standIn: 'Replicate',
    label: 'Last webhook with a bad signature',
    fault: { on: 'WEBHOOK completed', do: { type: 'badSignature' } },
  },
  {
    id: 'discord-429',
    standIn: 'Discord',
    label: 'Too many requests (429), once',
    fault: { on: /^(POST|PATCH) \/api/, do: { type: 'rateLimit', retryAfterS: 2 } },
  },
  {
    id: 'discord-500',
    standIn: 'Discord',
    label: 'Internal error (500), three times',
    fault: { on: /^(POST|PATCH) \/api/, do: { type: 'answer', status: 500 }, times: threeRequests },
  },
  {
    id: 'discord-closed',
    standIn: 'Discord',
    label: 'Thread is archived (50083), for the next ten writes',
    fault: { on: /^(POST|PATCH) \/api.*messages/, do: discordRefusals.closedThread, times: 10 },
  },
  {
    id: 'discord-form',
    standIn: 'Discord',
    label: 'Invalid form body (50035), for the next ten writes',
    fault: { on: /^(POST|PATCH) \/api.*messages/, do: discordRefusals.invalidForm, times: 10 },
  },
  {
    id: 'discord-late',
    standIn: 'Discord',
    label: 'The next status takes 6 s',
    fault: { on: /^PATCH .*@original/, do: { type: 'slow', ms: 6_000 } },
  },
  {
    id: 'discord-drop',
    standIn: 'Discord',
    label: 'Hangs up on an edit, once',
    fault: { on: /^PATCH \/api/, do: { type: 'drop' } },
  },
  {
    id: 'discord-slow',
    standIn: 'Discord',
    label: 'Acknowledgement takes 4 s, once',
    fault: { on: '/callback', do: { type: 'slow', ms: 4000 } },
  },
  {
    id: 'discord-lost',
    standIn: 'Discord',
    label: 'Next interaction never reaches the app',
    fault: { on: 'EVENT INTERACTION_CREATE', do: { type: 'never' } },
  },
  {
    id: 'slack-429',
    standIn: 'Slack',
    label: 'Too many requests (429), once',
    fault: { on: /^POST \/api\/(chat|files|views)/, do: { type: 'rateLimit', retryAfterS: 2 } },
  },
  {
    id: 'slack-500',
    standIn: 'Slack',
    label: 'Internal error (500), once',
    fault: { on: /^POST \/api\/(chat|files|views)/, do: { type: 'answer', status: 500 } },
  },
  {
    id: 'slack-blocks',
    standIn: 'Slack',
    label: 'invalid_blocks, for the next ten files',
    fault: { on: 'POST /api/files.', do: slackRefusals.invalidBlocks, times: 10 },
  },
  {
    id: 'slack-archived',
    standIn: 'Slack',
    label: 'is_archived, for the next ten messages and files',
    fault: { on: /^POST \/api\/(chat|files)/, do: slackRefusals.archived, times: 10 },
  },
  {
    id: 'slack-drop',
    standIn: 'Slack',
    label: 'Hangs up, once',
    fault: { on: /^POST \/api\/(chat|files|views)/, do: { type: 'drop' } },
  },
  {
    id: 'slack-lost',
    standIn: 'Slack',
    label: 'Next command never reaches the app',
    fault: { on: 'EVENT slash_commands', do: { type: 'never' } },
  },
  {
    id: 'slack-forged',
    standIn: 'Slack',
    label: 'Next command with a bad signature',
    fault: { on: 'EVENT slash_commands', do: { type: 'badSignature' } },
  },
  {
    id: 'stripe-500',
    standIn: 'Stripe',
    label: 'Internal error (500), ten times',
    fault: { on: /^(GET|POST) \/v1\//, do: { type: 'answer', status: 500 }, times: 10 },
  },
  {
    id: 'stripe-lost',
    standIn: 'Stripe',
    label: 'The next ten webhooks never',
    fault: { on: 'WEBHOOK', do: { type: 'never' }, times: 10 },
  },
  {
    id: 'stripe-twice',
    standIn: 'Stripe',
    label: 'The next ten webhooks twice',
    fault: { on: 'WEBHOOK', do: { type: 'twice' }, times: 10 },
  },
  {
    id: 'stripe-late',
    standIn: 'Stripe',
    label: 'Next webhook of a payment 20 s late',
    fault: { on: /^WEBHOOK (checkout\.session\.completed|invoice\.paid)$/, do: { type: 'late', ms: 20_000 } },
  },
  {
    id: 'stripe-forged',
    standIn: 'Stripe',
    label: 'Next webhook with a bad signature',
    fault: { on: 'WEBHOOK', do: { type: 'badSignature' } },
  },
  {
    id: 'mail-bounce',
    standIn: 'Mail',
    label: 'Next recipient unknown (550)',
    fault: { on: 'SMTP RCPT', do: { type: 'answer', status: 550 } },
  },
  {
    id: 'mail-password',
    standIn: 'Mail',
    label: 'Password not accepted (535), once',
    fault: {
      on: /^SMTP (AUTH|MAIL)/,
      do: { type: 'answer', status: 535, body: '5.7.8 Username and Password not accepted.' },
    },
  },
  {
    id: 'mail-later',
    standIn: 'Mail',
    label: 'Next mail refused for now (451)',
    fault: { on: 'SMTP DATA', do: { type: 'answer', status: 451 } },
  },
];
