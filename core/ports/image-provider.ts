/** `owner/name`, as the provider names a model. */
export type ModelId = `${string}/${string}`;

export type PredictionStatus = 'starting' | 'processing' | 'succeeded' | 'failed' | 'canceled';

/** One run of a model, as the provider tells it, in our words. */
export interface ProviderPrediction {
  id: string;
  status: PredictionStatus;
  /** URLs of the images made so far; empty until there are any. Normalised from the provider's string, list or null. */
  outputs: string[];
  /** The provider's words for a failure; for logs, not for people. */
  error?: string;
  /** The provider's safety filter refused the prompt or the picture. */
  refused: boolean;
  /** 0..1, where the model's log tells. */
  progress?: number;
  predictTimeMs?: number;
  createdAt: Date;
  /** When it was over, by the provider's clock. */
  completedAt?: Date;
  /** What it was created with, where the provider tells. */
  webhookUrl?: string;
  /** The provider has already deleted inputs and outputs (it does so after an hour). */
  dataRemoved: boolean;
}

export interface CreateRequest {
  model: ModelId;
  input: Record<string, unknown>;
  webhookUrl: string;
  /** The provider stops the run this long after it was created: free if it had not started. */
  deadlineMs: number;
  signal?: AbortSignal | undefined;
}

export interface FindUnclaimedRequest {
  model: ModelId;
  input: Record<string, unknown>;
  /** Only predictions created at or after this moment (the provider's clock: leave some seconds of room). */
  createdAfter: Date;
  /**
   * What the run was created with. Where the provider repeats it, it must be the same: two runs may have equal inputs (a
   * model without a seed, asked for two images). Defaults that the provider filled into the input are then no difference.
   */
  webhookUrl?: string | undefined;
}

export type WebhookHeaders = Record<string, string | string[] | undefined>;

/** Makes images elsewhere, for money. Every method throws ImageProviderError for what can be expected to go wrong. */
export interface ImageProvider {
  /**
   * Starts a run and pays for it. Never sent twice: after `unknown_outcome` ask `findUnclaimed` before trying again. Once `signal`
   * aborts nothing more is sent.
   */
  create(request: CreateRequest): Promise<ProviderPrediction>;
  get(id: string): Promise<ProviderPrediction>;
  /** Stops a run. Undefined when there is nothing to stop any more (unknown or deleted). */
  cancel(id: string): Promise<ProviderPrediction | undefined>;
  /**
   * Recent runs, newest first, whose model and input equal the given ones: how a submit that crashed before saving its id
   * finds what it has already paid for. The caller takes out the ids that other rows own. Throws `unavailable` where the list is too
   * long to be looked through to the given moment: then nothing is known.
   */
  findUnclaimed(request: FindUnclaimedRequest): Promise<ProviderPrediction[]>;
  /** Hands a reference image to the provider. Returns a URL usable as an input. */
  upload(bytes: Uint8Array, contentType: string, filename: string): Promise<string>;
  /** True only if the provider signed exactly these bytes within the last five minutes. Never throws for a bad request. */
  verifyWebhook(rawBody: Buffer | string, headers: WebhookHeaders): Promise<boolean>;
  /** Hosts (`name` or `name:port`) that outputs may be downloaded from; a name covers its sub-domains. */
  readonly outputHosts: readonly string[];
  /** One sentence for each input that we send and the model no longer takes; empty when all is well. */
  checkModel(model: ModelId): Promise<string[]>;
}

export type ImageProviderErrorCode =
  /** Too many requests; try again after `retryAfterMs`. Nothing was started. */
  | 'rate_limited'
  /** Our account at the provider has no money left: the operator must act. */
  | 'no_credit'
  /** The provider rejects the input; its message says why. Trying again does not help. */
  | 'invalid_input'
  /** Our token is wrong or may not do this: the operator must act. */
  | 'unauthorized'
  /** Nothing was started or changed, and it may work later. */
  | 'unavailable'
  /** A request that starts or changes something got no answer: it may have been carried out. */
  | 'unknown_outcome'
  | 'not_found';

export class ImageProviderError extends Error {
  override readonly name = 'ImageProviderError';
  readonly code: ImageProviderErrorCode;
  /** How long to wait before trying again, where the provider says so. */
  readonly retryAfterMs: number | undefined;

  constructor(code: ImageProviderErrorCode, message: string, options: ErrorOptions & { retryAfterMs?: number } = {}) {
    super(message, options);
    this.code = code;
    this.retryAfterMs = options.retryAfterMs;
  }
}
