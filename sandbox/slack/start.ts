import { type Clock, createClock } from '#sandbox/kit/clock.ts';
import { createFaults } from '#sandbox/kit/faults.ts';
import { type Answer, type Routes, serve } from '#sandbox/kit/serve.ts';
import type { Call, StandIn } from '#sandbox/kit/stand-in.ts';
import { avatar } from './avatars.ts';
import { consentPage, decideConsent } from './consent-page.ts';
import { createPeople } from './create-people.ts';
import { verifyEventsUrl } from './events.ts';
import { createFileBytes } from './file-bytes.ts';
import { receiveUpload, serveFile } from './files.ts';
import { KEEP, LIMITS } from './limits.ts';
import { openIdRoutes } from './openid.ts';
import type { SlackPeople } from './people.ts';
import { createRateLimiter, DEFAULT_RATE_LIMITS, type RateLimit } from './rate-limits.ts';
import { answerResponseUrl } from './respond.ts';
import { createSender } from './send.ts';
import { createSigner } from './signer.ts';
import { APP, type Slack } from './slack.ts';
import { createSocketMode, type SocketMode } from './socket-mode.ts';
import { createState, resetState } from './state.ts';
import { keepState, loadState } from './state-file.ts';
import { callMethod, rateLimited } from './web-api.ts';

export interface SlackOptions {
  port?: number;
  clock?: Clock;
  /** Where commands, interactions and events are POSTed, e.g. http://127.0.0.1:3001/slack/events. */
  eventsUrl?: string;
  /** Keeps messages, installs and files between runs. */
  stateFile?: string;
  /** By method, counted per channel; by default chat.postMessage at 1 a second with bursts of 10. */
  rateLimits?: Record<string, RateLimit>;
  /** How long a new file cannot be used in blocks. */
  fileProcessingMs?: number;
  /** How long a trigger opens a view; by default Slack's 3 s. */
  triggerMs?: number | undefined;
}

export interface SlackWorkspace {
  teamId: string;
  name: string;
  installed: boolean;
  /** Empty until the first install. */
  botToken: string;
  botUserId: string;
  /** Long ago for workspaces that have the bot from the start: people who are new in a new workspace are treated with care. */
  firstInstalledAt: Date;
}

const fromTheStart = new Date('2026-03-02T09:00:00Z');

export interface SlackStandIn extends StandIn {
  /** For `slackApiUrl`; ends in `/api/`. */
  apiUrl: string;
  /** For Bolt's `authorizationUrl`. */
  authorizeUrl: string;
  signingSecret: string;
  clientId: string;
  clientSecret: string;
  appToken: string;
  /** For apps.manifest.update and .validate. */
  configToken: string;
  readonly workspaces: readonly SlackWorkspace[];
  people: SlackPeople;
  setEventsUrl(url: string): void;
  /** Sends the url_verification challenge; rejects with a sentence if the app does not echo it. */
  verifyEventsUrl(): Promise<void>;
  /** Socket Mode: the number of connections, replacing or cutting them, and the switch in the app's settings. */
  sockets: Pick<SocketMode, 'connected' | 'refresh' | 'drop' | 'swallowNext'> & { setEnabled(enabled: boolean): void };
}

export async function start(options: SlackOptions = {}): Promise<SlackStandIn> {
  const clock = options.clock ?? createClock();
  const faults = createFaults();
  const calls: Call[] = [];
  let url = '';
  const baseUrl = () => url;
  const state = createState({ clock, triggerMs: options.triggerMs ?? LIMITS.triggerMs }, APP, baseUrl);
  const sockets = createSocketMode(clock);
  const bytes = createFileBytes(options.stateFile);
  const slack: Slack = {
    state,
    bytes,
    faults,
    sockets,
    rates: createRateLimiter(clock, { ...DEFAULT_RATE_LIMITS, ...options.rateLimits }),
    sender: {
      setEventsUrl() {},
      eventsUrl: () => undefined,
      send: () => Promise.reject(new Error('not started')),
      close() {},
    },
    signer: createSigner(),
    fileProcessingMs: options.fileProcessingMs ?? LIMITS.fileProcessingMs,
    url: baseUrl,
  };
  slack.sender = createSender(slack, options.eventsUrl);
  if (options.stateFile) loadState(state, options.stateFile);
  const saving = options.stateFile ? keepState(state, options.stateFile) : undefined;

  const server = await serve({
    routes: routes(slack, calls),
    faults,
    clock,
    calls,
    rateLimit: rateLimited,
    error: (status, request, cause) => serverError(status, request.path, cause),
    ...(options.port !== undefined && { port: options.port }),
  });
  url = server.url;
  sockets.attach(server.server);

  return {
    url,
    apiUrl: `${url}/api/`,
    authorizeUrl: `${url}/oauth/v2/authorize`,
    signingSecret: APP.signingSecret,
    clientId: APP.clientId,
    clientSecret: APP.clientSecret,
    appToken: APP.appToken,
    configToken: APP.configToken,
    get workspaces() {
      return [...state.teams.values()].map(({ id, name, installed, botToken, botUserId }) => ({
        teamId: id,
        name,
        installed,
        botToken,
        botUserId,
        firstInstalledAt: fromTheStart,
      }));
    },
    calls,
    faults,
    clock,
    people: createPeople(slack),
    setEventsUrl: (eventsUrl) => slack.sender.setEventsUrl(eventsUrl),
    verifyEventsUrl: () => verifyEventsUrl(slack),
    sockets: {
      connected: sockets.connected,
      refresh: sockets.refresh,
      drop: sockets.drop,
      swallowNext: sockets.swallowNext,
      setEnabled(enabled) {
        state.socketMode = enabled;
        if (!enabled) sockets.disable();
      },
    },
    reset() {
      calls.length = 0;
      faults.clear();
      slack.rates.reset();
      bytes.clear();
      resetState(state, APP, baseUrl);
    },
    async close() {
      saving?.close();
      slack.sender.close();
      sockets.close();
      await server.close();
      bytes.close();
      if (!options.clock) clock.stop();
    },
  };
}

function routes(slack: Slack, calls: Call[]): Routes {
  const method: Routes[string] = (request) => {
    // A long benchmark must not keep every call it ever made.
    if (calls.length > KEEP.calls * 2) calls.splice(0, KEEP.calls);
    return callMethod(slack, request);
  };
  const responseUrl: Routes[string] = (request) => answerResponseUrl(slack, request);
  return {
    ...openIdRoutes(slack),
    'POST /api/:method': method,
    'GET /api/:method': method,
    'POST /upload/v1/:token': (request) => receiveUpload(slack, request),
    'POST /commands/:team/:id/:secret': responseUrl,
    'POST /actions/:team/:id/:secret': responseUrl,
    'GET /files-pri/:key/:name': (request) => serveFile(slack, request),
    'GET /files-pri/:key/download/:name': (request) => serveFile(slack, request),
    'GET /oauth/v2/authorize': (request) => consentPage(slack, request),
    'POST /oauth/v2/authorize': (request) => decideConsent(slack, request),
    'GET /avatars/:file': (request) => avatar(slack.state, request),
    'GET /signin': () => ({ headers: { 'content-type': 'text/html' }, body: '<h1>Sign in to your workspace</h1>' }),
  };
}

/** An error of the stand-in itself is logged; Slack's own pages for 404 and 500 are short. */
function serverError(status: number, path: string, cause: unknown): Answer {
  if (cause) console.error(`Slack stand-in: ${path} failed`, cause);
  return { status, body: { ok: false, error: status === 404 ? 'not_found' : 'internal_error' } };
}
