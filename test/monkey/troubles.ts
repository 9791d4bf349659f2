import type { Fault } from '#sandbox/kit/faults.ts';
import type { World } from '../world.ts';

type Where = 'discord' | 'slack' | 'replicate';
type Trouble = Fault & { where: Where };

const discordWrites = /^(PATCH|POST|DELETE) .*(webhooks|messages)/;
const slackWrites = /^POST \/api\/(chat|files|views|conversations)\./;

/** What goes wrong now and then, once each time. */
export const troubles = {
  'discord: 429': { where: 'discord', on: discordWrites, do: { type: 'rateLimit', retryAfterS: 0.7 } },
  'discord: 500': { where: 'discord', on: discordWrites, do: { type: 'answer', status: 500 } },
  'discord: 502 after the work': { where: 'discord', on: discordWrites, do: { type: 'answerAfter', status: 502 } },
  'discord: cut': { where: 'discord', on: discordWrites, do: { type: 'drop' } },
  'discord: cut after the work': { where: 'discord', on: discordWrites, do: { type: 'dropAfter' } },
  'discord: upload cut': { where: 'discord', on: discordWrites, do: { type: 'cut' } },
  'discord: acknowledgement lost': { where: 'discord', on: /callback$/, do: { type: 'answerAfter', status: 502 } },
  'discord: acknowledgement cut': { where: 'discord', on: /callback$/, do: { type: 'reset' } },
  'discord: twice': { where: 'discord', on: 'EVENT INTERACTION_CREATE', do: { type: 'twice' } },
  'slack: 429': { where: 'slack', on: slackWrites, do: { type: 'rateLimit', retryAfterS: 1 } },
  'slack: 503': { where: 'slack', on: slackWrites, do: { type: 'answer', status: 503 } },
  'slack: cut': { where: 'slack', on: slackWrites, do: { type: 'drop' } },
  'slack: cut after the work': { where: 'slack', on: slackWrites, do: { type: 'dropAfter' } },
  'slack: slow': { where: 'slack', on: slackWrites, do: { type: 'slow', ms: 900 } },
  'slack: upload cut': { where: 'slack', on: '/upload/', do: { type: 'cut' } },
  'slack: response_url 500': {
    where: 'slack',
    on: /^POST \/(commands|actions)\//,
    do: { type: 'answer', status: 500 },
  },
  'slack: who asks is not said': { where: 'slack', on: 'users.info', do: { type: 'answer', status: 500 } },
  'slack: twice': {
    where: 'slack',
    on: /^EVENT (app_mention|message|slash_commands|block_actions)/,
    do: { type: 'twice' },
  },
  'replicate: 429': { where: 'replicate', on: 'POST /v1/', do: { type: 'rateLimit', retryAfterS: 1 } },
  'replicate: 503': { where: 'replicate', on: 'POST /v1/', do: { type: 'answer', status: 503 } },
  'replicate: cut': { where: 'replicate', on: 'POST /v1/', do: { type: 'drop' } },
  'replicate: cut after the work': { where: 'replicate', on: 'POST /v1/', do: { type: 'dropAfter' } },
  'replicate: the picture does not come': {
    where: 'replicate',
    on: 'GET /delivery',
    do: { type: 'answer', status: 503 },
  },
  'replicate: webhook late': { where: 'replicate', on: 'WEBHOOK completed', do: { type: 'late', ms: 5_000 } },
  'replicate: webhook twice': { where: 'replicate', on: 'WEBHOOK completed', do: { type: 'twice' } },
  'replicate: webhook never': { where: 'replicate', on: 'WEBHOOK completed', do: { type: 'never' }, times: 7 },
  'replicate: webhook forged': { where: 'replicate', on: 'WEBHOOK completed', do: { type: 'badSignature' } },
  'replicate: the model fails': {
    where: 'replicate',
    on: 'RUN ',
    do: { type: 'answer', status: 500, body: 'out of memory' },
  },
  'replicate: the model hangs': { where: 'replicate', on: 'RUN ', do: { type: 'never' } },
} as const satisfies Record<string, Trouble>;

/** More at once, and each of the ways in which an answer is tried could be closed. */
const mostAtOnce = 2;

/** False if there is trouble enough. */
export function makeTrouble(world: World, name: string): boolean {
  const { where, ...fault }: Trouble = troubles[name as keyof typeof troubles];
  const { faults } = world[where];
  if (faults.list().length >= mostAtOnce) return false;
  faults.add(fault);
  return true;
}

export function endTroubles(world: World): void {
  for (const where of ['discord', 'slack', 'replicate'] as const) world[where].faults.clear();
}
