/** An answer of `{ ok: false, error }`, with Slack's other fields. */
export class SlackError extends Error {
  readonly code: string;
  readonly extra: Record<string, unknown>;

  constructor(code: string, extra: Record<string, unknown> = {}) {
    super(code);
    this.code = code;
    this.extra = extra;
  }
}

export class RateLimited extends Error {
  readonly retryAfterS: number;

  constructor(retryAfterS: number) {
    super('ratelimited');
    this.retryAfterS = retryAfterS;
  }
}

/** invalid_blocks and invalid_arguments contain their reasons twice, as in Slack. */
export function invalid(code: 'invalid_blocks' | 'invalid_arguments', problems: string[]): SlackError {
  return new SlackError(code, {
    ...(code === 'invalid_blocks' && { errors: problems }),
    response_metadata: { messages: problems.map((problem) => `[ERROR] ${problem}`) },
  });
}
