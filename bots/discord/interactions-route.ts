import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import { type APIInteraction, InteractionResponseType, InteractionType } from 'discord-api-types/v10';
import { type Request, type Router, raw, Router as router } from 'express';
import type { InFlight } from '../in-flight.ts';
import type { BotsDeps } from '../receive.ts';
import { takeInteraction } from './take-interaction.ts';

/** Older requests could have been intercepted and sent again. */
const longestAgeMs = 5 * 60_000;

/**
 * `POST /discord/interactions`: what the gateway would bring, each as a request of its own, so that any number of processes can stand behind one
 * address. Requests that Discord has not signed are rejected; Discord sends bad signatures on purpose, to check that.
 */
export function interactionsRoute(deps: BotsDeps, inFlight: InFlight, publicKey: string): Router {
  const key = publicKeyOf(publicKey);
  const routes = router();
  routes.post('/discord/interactions', raw({ type: () => true, limit: '1mb' }), (request, response) => {
    const receivedAtMs = Date.now();
    const body = signedBody(request, key, receivedAtMs);
    if (!body) return void response.status(401).end('invalid request signature');
    const interaction = parsed(body);
    if (!interaction) return void response.status(400).end('not an interaction');
    if (interaction.type === InteractionType.Ping) return void response.json({ type: InteractionResponseType.Pong });
    // We answer by the callback route, as for the gateway: only its response tells us that Discord took the answer, and nothing begins before.
    // https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-callback
    response.status(202).end();
    takeInteraction(deps, inFlight, interaction, receivedAtMs);
  });
  return routes;
}

/** Node takes a raw Ed25519 key only as a JSON Web Key. */
const publicKeyOf = (hex: string): KeyObject =>
  createPublicKey({
    key: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(hex, 'hex').toString('base64url') },
    format: 'jwk',
  });

/** The bytes that Discord signed together with the time; undefined if the signature is not Discord's, or too old. */
function signedBody(request: Request, key: KeyObject, nowMs: number): Buffer | undefined {
  const timestamp = request.get('x-signature-timestamp') ?? '';
  const signature = Buffer.from(request.get('x-signature-ed25519') ?? '', 'hex');
  const body: unknown = request.body;
  if (!Buffer.isBuffer(body) || !/^\d{1,12}$/.test(timestamp)) return undefined;
  if (Math.abs(nowMs - Number(timestamp) * 1000) > longestAgeMs) return undefined;
  return verify(null, Buffer.concat([Buffer.from(timestamp), body]), key, signature) ? body : undefined;
}

function parsed(body: Buffer): APIInteraction | undefined {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    // Signed by Discord, so its type is what Discord's documents say.
    return typeof value === 'object' && value !== null && 'type' in value ? (value as APIInteraction) : undefined;
  } catch {
    return undefined;
  }
}
