import { InteractionType } from 'discord-api-types/v10';
import { DiscordError } from './errors.ts';
import { isObject, type Json } from './json.ts';
import { limits } from './limits.ts';
import { signatureHeaders } from './signing.ts';
import type { State } from './state.ts';
import { application } from './world.ts';

/** An interaction by HTTP: the app responded directly, or (202 without a body) it will use the callback route. */
export type Posted = { response: Json } | 'accepted' | 'failed';

/**
 * The app receives interactions either here by HTTP or through the gateway, never both.
 * https://discord.com/developers/docs/interactions/overview#configuring-an-interactions-endpoint-url
 */
export async function setInteractionsEndpoint(state: State, url: string | null): Promise<void> {
  if (url !== null && !(await isEndpointSafe(state, url))) {
    const code = 'APPLICATION_INTERACTIONS_ENDPOINT_VERIFICATION_FAILED';
    const message = 'The specified interactions endpoint url could not be verified.';
    const errors = { interactions_endpoint_url: { _errors: [{ code, message }] } };
    throw new DiscordError(400, 50035, 'Invalid Form Body', { errors });
  }
  state.interactionsEndpointUrl = url;
}

/** A PING must be answered with a PONG, and a wrong signature with 401: Discord tests both, at once and now and then. */
export async function isEndpointSafe(state: State, url: string): Promise<boolean> {
  const ping = JSON.stringify({
    id: state.ids.next(),
    application_id: application.id,
    type: InteractionType.Ping,
    token: 'a-ping-has-no-use-for-it',
    version: 1,
  });
  const headers = signatureHeaders(ping, state.clock.now());
  const forged = { ...headers, 'x-signature-ed25519': '0'.repeat(128) };
  const [pong, refused, unsigned] = await Promise.all([
    send(url, ping, headers),
    send(url, ping, forged),
    send(url, ping, {}),
  ]);
  return (
    pong?.status === 200 &&
    isObject(pong.body) &&
    pong.body.type === InteractionType.Ping &&
    refused?.status === 401 &&
    unsigned?.status === 401
  );
}

export async function postInteraction(state: State, url: string, payload: Json, fault?: string): Promise<Posted> {
  const body = JSON.stringify(payload);
  const longAgoMs = fault === 'oldSignature' ? 3_600_000 : 0;
  const signed = signatureHeaders(body, state.clock.now() - longAgoMs);
  const headers = fault === 'badSignature' ? { ...signed, 'x-signature-ed25519': '0'.repeat(128) } : signed;
  const answer = await send(url, body, headers);
  if (answer?.status === 200 && isObject(answer.body)) return { response: answer.body };
  return answer?.status === 202 && answer.body === undefined ? 'accepted' : 'failed';
}

/** Undefined if there was no answer in time. A body whose content type is not JSON is ignored. */
async function send(url: string, body: string, headers: Record<string, string>) {
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'user-agent': 'Discord-Interactions/1.0 (+https://discord.com)',
        ...headers,
      },
      body,
      redirect: 'error',
      signal: AbortSignal.timeout(limits.acknowledgeMs),
    });
    const text = await answer.text();
    const isJson = answer.headers.get('content-type')?.startsWith('application/json');
    return { status: answer.status, body: text === '' ? undefined : isJson ? (JSON.parse(text) as unknown) : text };
  } catch {
    return undefined;
  }
}
