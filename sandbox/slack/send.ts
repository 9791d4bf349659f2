import { createHmac } from 'node:crypto';
import { Agent } from 'node:http';
import type { FaultAction } from '#sandbox/kit/faults.ts';
import { post } from '#sandbox/kit/post.ts';
import { signedAtS } from '#sandbox/kit/webhook.ts';
import { LIMITS } from './limits.ts';
import { NotTaken, type Outgoing, type Sender } from './outgoing.ts';
import type { Acknowledgement } from './people.ts';
import { APP, type Slack } from './slack.ts';

/** What must end together with the sender. */
interface InFlight {
  agent: Agent;
  controllers: Set<AbortController>;
}

export function createSender(slack: Slack, eventsUrl: string | undefined): Sender {
  let target = eventsUrl;
  const inFlight: InFlight = { agent: new Agent({ keepAlive: true }), controllers: new Set() };

  function attempt(outgoing: Outgoing, fault: FaultAction | undefined): Promise<Acknowledgement> {
    if (slack.sockets.connected() > 0) return slack.sockets.send(outgoing);
    if (!target) return Promise.reject(new NotTaken('connection_failed'));
    return postToApp(slack, target, outgoing, fault, inFlight);
  }

  return {
    setEventsUrl: (url) => {
      target = url;
    },
    eventsUrl: () => target,
    async send(outgoing) {
      const fault = slack.faults.take(
        `EVENT ${outgoing.kind === 'slash_commands' ? 'slash_commands ' : ''}${outgoing.name}`,
      );
      if (fault?.type === 'never') return lost(slack);
      if (fault?.type === 'late') await new Promise<void>((resolve) => slack.state.clock.after(fault.ms, resolve));
      if (fault?.type === 'twice') attempt(outgoing, fault).catch(() => {});
      return attempt(outgoing, fault);
    },
    close() {
      for (const controller of inFlight.controllers) controller.abort();
      inFlight.agent.destroy();
    },
  };
}

/** It never reaches the app, so the 3 s pass. */
function lost(slack: Slack): Promise<Acknowledgement> {
  return new Promise((_resolve, reject) => {
    slack.state.clock.after(LIMITS.acknowledgeMs, () => reject(new NotTaken('http_timeout')));
  });
}

async function postToApp(
  slack: Slack,
  url: string,
  outgoing: Outgoing,
  fault: FaultAction | undefined,
  inFlight: InFlight,
): Promise<Acknowledgement> {
  const { body, contentType } = encode(outgoing);
  const controller = new AbortController();
  inFlight.controllers.add(controller);
  let timedOut = false;
  const callOff = slack.state.clock.after(LIMITS.acknowledgeMs, () => {
    timedOut = true;
    controller.abort();
  });
  try {
    const headers = {
      'content-type': contentType,
      'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
      ...signature(body, fault),
      ...(outgoing.retry && {
        'x-slack-retry-num': String(outgoing.retry.num),
        'x-slack-retry-reason': outgoing.retry.reason,
      }),
    };
    const answer = await post(url, body, headers, { agent: inFlight.agent, signal: controller.signal });
    const isGood = answer.status >= 200 && answer.status < 300;
    if (!isGood) throw new NotTaken('http_error', answer.status, answer.headers['x-slack-no-retry'] === '1');
    return { atMs: slack.state.clock.now(), status: answer.status, body: parsed(answer.text) };
  } catch (cause) {
    if (cause instanceof NotTaken) throw cause;
    throw new NotTaken(timedOut ? 'http_timeout' : 'connection_failed');
  } finally {
    callOff();
    inFlight.controllers.delete(controller);
  }
}

/** Commands are sent as plain form fields, interactions as one `payload` field, events as JSON. */
function encode({ kind, payload }: Outgoing): { body: string; contentType: string } {
  if (kind === 'events_api') return { body: JSON.stringify(payload), contentType: 'application/json' };
  const fields = kind === 'interactive' ? { payload: JSON.stringify(payload) } : (payload as Record<string, string>);
  return { body: new URLSearchParams(fields).toString(), contentType: 'application/x-www-form-urlencoded' };
}

/** `v0=HMAC-SHA256("v0:" + timestamp + ":" + body)`. */
function signature(body: string, fault: FaultAction | undefined): Record<string, string> {
  const timestamp = String(signedAtS(fault));
  const secret = fault?.type === 'badSignature' ? 'not-the-secret' : APP.signingSecret;
  const digest = createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex');
  return { 'x-slack-request-timestamp': timestamp, 'x-slack-signature': `v0=${digest}` };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
