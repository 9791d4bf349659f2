import { isDeepStrictEqual } from 'node:util';
import Replicate, { type Page } from 'replicate';
import { providerModels } from '#core/models/catalogue.ts';
import { nsfwDetector } from '#core/models/nsfw-detector.ts';
import {
  type FindUnclaimedRequest,
  type ImageProvider,
  ImageProviderError,
  type ProviderPrediction,
} from '#core/ports/image-provider.ts';
import { driftOf, driftOfInputs } from './check-model.ts';
import { providerError } from './errors.ts';
import { exampleSchema, predictionSchema, type ReplicatePrediction, toPrediction } from './prediction.ts';
import { createTransport } from './transport.ts';
import { createWebhookVerifier } from './webhook.ts';

interface ReplicateOptions {
  /** Ends in `/v1`. */
  apiUrl: string;
  token: string;
  /** If omitted, fetched from the API when the first webhook arrives. */
  webhookSecret?: string | undefined;
  now?: () => number;
  logger?: { warn(fields: object, message: string): void };
}

/** The list has 100 predictions a page; at ten creations a second (Replicate's limit) forty pages are more than 6 min. */
const maxPages = 40;

export function createReplicateProvider(options: ReplicateOptions): ImageProvider {
  const { apiUrl, token, webhookSecret, now = Date.now, logger } = options;
  const sinceStart = options.now ?? (() => performance.now());
  const transport = createTransport();
  const client = new Replicate({
    auth: token,
    baseUrl: apiUrl,
    userAgent: 'upixel',
    useFileOutput: false,
    fetch: transport.fetch,
  });

  /** Runs one call of the client and turns any error into ours. */
  async function call<Result>(work: () => Promise<Result>, { starts = false } = {}): Promise<Result> {
    try {
      return await work();
    } catch (error) {
      const failure = transport.failureOf(error);
      if (failure) throw providerError(failure, starts, now());
      // The request went through but the answer made no sense (not JSON, or not a prediction).
      const code = starts ? 'unknown_outcome' : 'unavailable';
      throw new ImageProviderError(code, 'The image provider gave an answer that cannot be read.', { cause: error });
    }
  }

  // Replicate accepts https only. A developer's machine with a real key polls for progress instead.
  const takesWebhook = (url: string) => url.startsWith('https:') || apiUrl.startsWith('http:');
  const parse = (raw: unknown): ProviderPrediction => toPrediction(predictionSchema.parse(raw));

  /** Until then every creation would be refused, so none is sent. By a monotonic clock. */
  let noRoomUntilMs = 0;

  return {
    async create({ model, version, input, webhookUrl, deadlineMs, signal }) {
      const waitMs = noRoomUntilMs - sinceStart();
      if (waitMs > 0)
        throw new ImageProviderError('rate_limited', 'The provider asked to wait.', { retryAfterMs: waitMs });
      // Uses `request`, because `predictions.create` cannot send a header.
      const send = async () => {
        // What Replicate does not keep itself runs by version alone (https://replicate.com/docs/reference/http#predictions.create).
        const route = version === undefined ? `/models/${model}/predictions` : '/predictions';
        const response = await client.request(route, {
          method: 'POST',
          // Whole seconds, at least five (https://replicate.com/docs/topics/predictions/create-a-prediction).
          headers: { 'Cancel-After': `${Math.max(5, Math.ceil(deadlineMs / 1_000))}s` },
          data: {
            ...(version === undefined ? {} : { version }),
            input,
            ...(webhookUrl !== undefined && takesWebhook(webhookUrl)
              ? { webhook: webhookUrl, webhook_events_filter: ['completed'] }
              : {}),
          },
          ...(signal ? { signal } : {}),
        });
        return parse(await response.json());
      };
      try {
        return await call(send, { starts: true });
      } catch (error) {
        if (error instanceof ImageProviderError && error.code === 'rate_limited')
          noRoomUntilMs = sinceStart() + (error.retryAfterMs ?? 0);
        throw error;
      }
    },

    get: (id) => call(async () => parse(await client.predictions.get(id))),

    async cancel(id) {
      try {
        return await call(async () => parse(await client.predictions.cancel(id)));
      } catch (error) {
        if (error instanceof ImageProviderError && error.code === 'not_found') return undefined;
        throw error;
      }
    },

    findUnclaimed: ({ createdAfter, ...request }) =>
      call(async () => {
        const found: ProviderPrediction[] = [];
        let pages = 0;
        for await (const page of client.paginate<unknown>(() => client.predictions.list() as Promise<Page<unknown>>)) {
          const predictions = page.map((raw) => predictionSchema.parse(raw));
          const recent = predictions.filter((raw) => raw.created_at >= createdAfter);
          found.push(...recent.filter((raw) => isSameRun(raw, request)).map(toPrediction));
          pages += 1;
          if (recent.length < predictions.length) break;
          if (pages === maxPages && found.length > 0) break;
          if (pages === maxPages) {
            logger?.warn({ pages, createdAfter }, 'stopped looking for a lost prediction');
            throw new ImageProviderError('unavailable', 'The list of predictions is too long to be looked through.');
          }
        }
        return found;
      }),

    upload: (bytes, contentType, filename) =>
      call(async () => {
        const file = new File([new Uint8Array(bytes)], filename, { type: contentType });
        return (await client.files.create(file)).urls.get;
      }),

    async deleteUpload(url) {
      const id = url.startsWith(`${apiUrl}/files/`) && /\/files\/([\w-]+)$/.exec(url)?.[1];
      if (!id) return;
      try {
        await call(() => client.files.delete(id));
      } catch (error) {
        if (!(error instanceof ImageProviderError && error.code === 'not_found')) throw error;
      }
    },

    readWebhook(rawBody) {
      const raw = predictionSchema.safeParse(parseJson(rawBody.toString()));
      return raw.success ? toPrediction(raw.data) : undefined;
    },

    verifyWebhook: createWebhookVerifier({
      secret: webhookSecret,
      ask: () => call(async () => (await client.webhooks.default.secret.get()).key),
      now,
    }),

    outputHosts: outputHosts(apiUrl),

    async checkModel(id) {
      const [owner = '', name = ''] = id.split('/');
      const entry = providerModels.find((model) => model.id === id);
      if (!entry && id !== nsfwDetector.id) return [`${id} is not in our catalogue.`];
      const { version } = entry ?? nsfwDetector;
      try {
        const schema = await call(async () =>
          version === undefined
            ? (await client.models.get(owner, name)).latest_version?.openapi_schema
            : (await client.models.versions.get(owner, name, version)).openapi_schema,
        );
        if (entry) return driftOf(entry, schema);
        return driftOfInputs(id, [nsfwDetector.buildInput('https://example.com/fox.png')], schema);
      } catch (error) {
        if (error instanceof ImageProviderError && error.code === 'not_found') return [`${id} no longer exists.`];
        throw error;
      }
    },

    async exampleOf(id) {
      const [owner = '', name = ''] = id.split('/');
      try {
        const { default_example: example } = await call(async () =>
          exampleSchema.parse(await client.models.get(owner, name)),
        );
        return example?.status === 'succeeded' ? toPrediction(example).outputs[0] : undefined;
      } catch (error) {
        if (error instanceof ImageProviderError && error.code === 'not_found') return undefined;
        throw error;
      }
    },
  };
}

function isSameRun(raw: ReplicatePrediction, request: Omit<FindUnclaimedRequest, 'createdAfter'>): boolean {
  if (raw.model !== request.model) return false;
  // Replicate's typings have a webhook on predictions but its reference does not, so it is used only if present.
  const input = withoutFormat(raw.input ?? {});
  const sent = withoutFormat(request.input);
  if (!raw.webhook || request.webhookUrl === undefined) return isDeepStrictEqual(input, sent);
  return (
    raw.webhook === request.webhookUrl &&
    Object.entries(sent).every(([name, value]) => isDeepStrictEqual(input[name], value))
  );
}

/** Of which type the file is makes no other picture: while a new version starts, the one before may have asked for another for the same run. */
function withoutFormat({ output_format: _format, output_quality: _quality, ...input }: Record<string, unknown>) {
  return input;
}

/** The real service delivers from its own domain; anything else at our API URL delivers from its own host. */
function outputHosts(apiUrl: string): string[] {
  const { host } = new URL(apiUrl);
  return host === 'api.replicate.com' ? ['replicate.delivery'] : [host];
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
