import { createPublicKey, type KeyObject, verify } from 'node:crypto';
import { type APIInteraction, InteractionResponseType, InteractionType } from 'discord-api-types/v10';
import { type Request, type Router, raw, Router as router } from 'express';
import type { Deps } from '#core/deps.ts';
import type { InFlight } from '../in-flight.ts';
import { takeInteraction } from './take-interaction.ts';

/** Older ones could have been overheard and sent again. */
const longestAgeMs = 5 * 60_000;

/**
 * `POST /discord/interactions`: what the gateway would bring, each as a request of its own, so that any number of processes can
 * stand behind one address. Nothing is believed that Discord has not signed; it sends bad signatures on purpose, to see that.
 */
export function interactionsRoute(deps: Deps, inFlight: InFlight, publicKey: string): Router {
  const key = publicKeyOf(publicKey);
  const routes = router();
  routes.post('/discord/interactions', raw({ type: () => true, limit: '1mb' }), (request, response) => {
    const receivedAtMs = Date.now();
    const body = signedBody(request, key, receivedAtMs);
    if (!body) return void response.status(401).end('invalid request signature');
    const interaction = parsed(body);
    if (!interaction) return void response.status(400).end('not an interaction');
    if (interaction.type === InteractionType.Ping) return void response.json({ type: InteractionResponseType.Pong });
    // We answer by the callback route, as for the gateway: what that route takes we know to be taken, and begin with nothing before.
    // https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-callback
    response.status(202).end();
    takeInteraction(deps, inFlight, interaction, receivedAtMs);
  });
  return routes;
}

/** Node takes a raw Ed25519 key as JSON Web Key only. */
const publicKeyOf = (hex: string): KeyObject =>
  createPublicKey({
    key: { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(hex, 'hex').toString('base64url') },
    format: 'jwk',
  });

/** The bytes that Discord signed together with the time; undefined where they are not its own, or not of now. */
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
    // Signed by Discord, so that its type is what Discord's documents say.
    return typeof value === 'object' && value !== null && 'type' in value ? (value as APIInteraction) : undefined;
  } catch {
    return undefined;
  }
}
