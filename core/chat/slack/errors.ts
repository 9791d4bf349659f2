import { WebAPIPlatformError } from '@slack/web-api';

/** Slack's name for what went wrong, where it is Slack that says so. */
export const slackError = (error: unknown): string | undefined =>
  error instanceof WebAPIPlatformError ? error.data.error : undefined;

/** The bot is not in the channel; a private one it cannot even see. */
export const isOutside = (error: unknown): boolean => outside.has(slackError(error) ?? '');

/** The token is of no use any more: uninstalled, or replaced by a new install. */
export const isDeadToken = (error: unknown): boolean => deadToken.has(slackError(error) ?? '');

/** Slack says that this way is closed for good; everything else may pass, and is tried again. */
export const isClosed = (error: unknown): boolean =>
  isOutside(error) || isDeadToken(error) || closed.has(slackError(error) ?? '');

const outside = new Set(['not_in_channel', 'channel_not_found']);

const deadToken = new Set(['token_revoked', 'token_expired', 'account_inactive', 'invalid_auth', 'not_authed']);

const closed = new Set([
  'message_not_found',
  'thread_not_found',
  'invalid_thread_ts',
  'is_archived',
  'cant_update_message',
  'edit_window_closed',
  'cannot_reply_to_message',
  'restricted_action',
  'restricted_action_read_only_channel',
  'restricted_action_thread_only_channel',
  'restricted_action_non_threadable_channel',
  'restricted_action_thread_locked',
  'posting_to_channel_denied',
  'method_not_supported_for_channel_type',
  'user_not_in_channel',
  'user_not_found',
  'user_disabled',
  'user_not_visible',
  'cannot_dm_bot',
  'messages_tab_disabled',
  'file_uploads_disabled',
  'file_upload_size_restricted',
  'missing_scope',
  'no_permission',
  'access_denied',
  'ekm_access_denied',
  'team_access_not_granted',
  'team_not_found',
  'org_login_required',
]);

export const closedForGood = Symbol('closed for good');

/** `closedForGood` where Slack says so; whatever may pass is thrown. */
export async function unlessClosed<T>(call: () => Promise<T>): Promise<T | typeof closedForGood> {
  try {
    return await call();
  } catch (error) {
    if (isClosed(error)) return closedForGood;
    throw error;
  }
}

/** Nothing where the file is not there: never completed, or deleted. */
export async function unlessNoFile<T>(call: () => Promise<T>): Promise<T | undefined> {
  try {
    return await call();
  } catch (error) {
    if (noFile.has(slackError(error) ?? '')) return undefined;
    throw error;
  }
}

const noFile = new Set(['file_not_found', 'file_deleted', 'files_not_found']);
