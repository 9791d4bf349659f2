import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError, WebAPIRequestError } from '@slack/web-api';
import { ChatError, closed, passingStatuses } from '../chat-error.ts';
import { LostHold } from '../messenger.ts';

/** Slack's name for the error, if Slack reported one. */
export const slackError = (error: unknown): string | undefined =>
  error instanceof WebAPIPlatformError ? error.data.error : undefined;

const saysOneOf =
  (names: ReadonlySet<string>) =>
  (error: unknown): boolean =>
    names.has(slackError(error) ?? '');

/** The bot is not in the channel; it cannot even see a private one. */
export const isOutside = saysOneOf(new Set(['not_in_channel', 'channel_not_found']));

/** The token is no longer accepted: uninstalled, replaced by a new install, or a mistake of ours or Slack's. */
export const isDeadToken = saysOneOf(
  new Set(['token_revoked', 'token_expired', 'account_inactive', 'invalid_auth', 'not_authed']),
);

/** UPixel was removed from the workspace, or the workspace is gone. */
export const isRemoval = saysOneOf(new Set(['account_inactive', 'token_revoked']));

/** Slack rejects our token, but does not say that we were removed: the operator must look. */
export const isOurToken = saysOneOf(new Set(['invalid_auth', 'not_authed', 'token_expired']));

/** "It's possible some aspect of the operation succeeded before the error was raised." */
const saysUnclear = saysOneOf(new Set(['internal_error', 'fatal_error']));

/**
 * Errors that pass by themselves, from the methods' references (https://docs.slack.dev/reference/methods/chat.postMessage and those of
 * files.*): too many calls, Slack's own faults, a workspace or channel that is being moved. The list of those that do not pass is longer
 * and grows, so everything else is a final refusal.
 */
const passes = saysOneOf(
  new Set([
    'ratelimited',
    'rate_limited',
    'message_limit_exceeded',
    'internal_error',
    'fatal_error',
    'service_unavailable',
    'request_timeout',
    'team_added_to_org',
    'org_login_required',
    'external_channel_migrating',
  ]),
);

const saysTooLarge = saysOneOf(new Set(['file_upload_size_restricted', 'post_too_large']));
const statusOf = (error: unknown) =>
  error instanceof WebAPIHTTPError ? error.statusCode : error instanceof AddressRefused ? error.status : undefined;
const isTooLarge = (error: unknown) => saysTooLarge(error) || statusOf(error) === 413;

/** A Slack URL that is not an API method (for a file's bytes, or for an answer) returns only a status. */
export class AddressRefused extends Error {
  override readonly name = 'AddressRefused';
  readonly status: number;

  constructor(status: number) {
    super(`An address of Slack answered with ${status}.`);
    this.status = status;
  }
}

/** Slack says that this way is closed for good. */
export function isClosed(error: unknown): boolean {
  if (isTooLarge(error)) return false;
  if (slackError(error) !== undefined) return !passes(error) && !isOurToken(error);
  const status = statusOf(error) ?? 500;
  return status >= 400 && status < 500 && status !== 401 && !passingStatuses.has(status);
}

/** Returns `closed` if Slack says so; anything that may pass is thrown. */
export async function unlessClosed<T>(call: () => Promise<T>): Promise<T | typeof closed> {
  try {
    return await call();
  } catch (error) {
    if (isClosed(error)) return closed;
    throw error;
  }
}

/** For callers that do not know Slack: returns `closed`, or throws what may pass as a ChatError. */
export async function attempt<T>(
  call: () => Promise<T>,
  { isSmallest = false }: { isSmallest?: boolean } = {},
): Promise<T | typeof closed> {
  try {
    return await call();
  } catch (error) {
    if (isClosed(error) || (isSmallest && isTooLarge(error))) return closed;
    throw chatErrorOf(error);
  }
}

function chatErrorOf(cause: unknown): unknown {
  if (cause instanceof LostHold) return cause;
  if (cause instanceof WebAPIRateLimitedError)
    return new ChatError('rate_limited', { said: '429', retryAfterMs: cause.retryAfter * 1_000, cause });
  const status = statusOf(cause);
  const said = slackError(cause) ?? status?.toString() ?? 'unreachable';
  if (isTooLarge(cause)) return new ChatError('too_large', { said, cause });
  if (isOurToken(cause) || status === 401) return new ChatError('unauthorized', { said, cause });
  const isRefusal = slackError(cause) !== undefined || (status !== undefined && status < 500);
  return new ChatError('unavailable', { said, isUnclear: !isRefusal || saysUnclear(cause), cause });
}

/** Slack did not answer a call, or did not refuse it: it may have been carried out. */
export function isUnclear(error: unknown): boolean {
  if (error instanceof ChatError) return error.isUnclear;
  return error instanceof WebAPIRequestError || (statusOf(error) ?? 0) >= 500 || saysUnclear(error);
}

/** Undefined if the file does not exist: never completed, or deleted. */
export async function unlessNoFile<T>(call: () => Promise<T>): Promise<T | undefined> {
  try {
    return await call();
  } catch (error) {
    if (isNoFile(error)) return undefined;
    throw error;
  }
}

const isNoFile = saysOneOf(new Set(['file_not_found', 'file_deleted', 'files_not_found']));

/** Undefined if the message does not exist any more. */
export async function unlessNoMessage<T>(call: () => Promise<T>): Promise<T | undefined> {
  try {
    return await call();
  } catch (error) {
    if (slackError(error) === 'message_not_found') return undefined;
    throw error;
  }
}
