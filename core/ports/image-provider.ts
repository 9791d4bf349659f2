/** `owner/name`, as the provider names a model. */
export type ModelId = `${string}/${string}`;

export type PredictionStatus = 'starting' | 'processing' | 'succeeded' | 'failed' | 'canceled';

/** One run of a model, as the provider reports it, in our terms. */
export interface ProviderPrediction {
  id: string;
  status: PredictionStatus;
  /** URLs of the images made so far; empty until there are any. Normalised from the provider's string, list or null. */
  outputs: string[];
  /** The provider's error message; for logs, not for people. */
  error?: string;
  /** The provider's safety filter refused the prompt or the picture. */
  refused: boolean;
  /** 0..1, if the model's log reports it. */
  progress?: number;
  predictTimeMs?: number;
  createdAt: Date;
  /** When it ended, by the provider's clock. */
  completedAt?: Date;
  /** The webhook URL it was created with, if the provider returns it. */
  webhookUrl?: string;
  /** The provider has already deleted inputs and outputs (it does so after an hour). */
  dataRemoved: boolean;
}

export interface CreateRequest {
  model: ModelId;
  /** For a model that runs by its version alone. */
  version?: string | undefined;
  input: Record<string, unknown>;
  /** If omitted, whoever created it asks how it ended. */
  webhookUrl?: string | undefined;
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
   * The webhook URL the run was created with. If the provider returns it, it must match: two runs may have equal inputs (a
   * model without a seed, asked for two images). Defaults that the provider added to the input are then ignored.
   */
  webhookUrl?: string | undefined;
}

export type WebhookHeaders = Record<string, string | string[] | undefined>;

/** Makes images elsewhere, for money. Every method throws ImageProviderError for expected failures. */
export interface ImageProvider {
  /**
   * Starts a run and pays for it. Never sent twice: after `unknown_outcome` call `findUnclaimed` before trying again. Once `signal`
   * aborts, nothing more is sent.
   */
  create(request: CreateRequest): Promise<ProviderPrediction>;
  get(id: string): Promise<ProviderPrediction>;
  /** Stops a run. Undefined if there is nothing left to stop (unknown or deleted). */
  cancel(id: string): Promise<ProviderPrediction | undefined>;
  /**
   * Recent runs, newest first, whose model and input equal the given ones: how a submit that crashed before saving its id
   * finds the run it has already paid for. The caller removes ids that belong to other rows. Throws `unavailable` if the list is too
   * long to search back to the given moment: then nothing is known.
   */
  findUnclaimed(request: FindUnclaimedRequest): Promise<ProviderPrediction[]>;
  /** Uploads a reference image to the provider. Returns a URL usable as an input. */
  upload(bytes: Uint8Array, contentType: string, filename: string): Promise<string>;
  /** Deletes an upload, by the URL that `upload` returned. Nothing happens if it is gone, or the URL is of nothing of ours there. */
  deleteUpload(url: string): Promise<void>;
  /** True only if the provider signed exactly these bytes within the last five minutes. Never throws for a bad request. */
  verifyWebhook(rawBody: Buffer | string, headers: WebhookHeaders): Promise<boolean>;
  /** The prediction in a webhook's body; undefined if it is none. Believe it only if `verifyWebhook` does. */
  readWebhook(rawBody: Buffer | string): ProviderPrediction | undefined;
  /** Hosts (`name` or `name:port`) that outputs may be downloaded from; a name covers its sub-domains. */
  readonly outputHosts: readonly string[];
  /** One sentence for each input we send that the model no longer accepts; empty if all is well. */
  checkModel(model: ModelId): Promise<string[]>;
  /** The address of a picture that the model made, as the provider shows it of the model itself; on one of `outputHosts`, or not to be fetched. Undefined if it shows none. */
  exampleOf(model: ModelId): Promise<string | undefined>;
}

export type ImageProviderErrorCode =
  /** Too many requests; try again after `retryAfterMs`. Nothing was started. */
  | 'rate_limited'
  /** Our account at the provider has no money left: the operator must act. */
  | 'no_credit'
  /** The provider rejects the input; its message names the fields. Trying again does not help. */
  | 'invalid_input'
  /** Its safety filter, or the model maker's, rejects the input. */
  | 'refused'
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
  /** How long to wait before trying again, if the provider says so. */
  readonly retryAfterMs: number | undefined;

  constructor(code: ImageProviderErrorCode, message: string, options: ErrorOptions & { retryAfterMs?: number } = {}) {
    super(message, options);
    this.code = code;
    this.retryAfterMs = options.retryAfterMs;
  }
}
