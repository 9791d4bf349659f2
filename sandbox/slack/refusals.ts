import type { FaultAction } from '#sandbox/kit/faults.ts';

const refusal = (error: string, more: object = {}) =>
  ({ type: 'answer', status: 200, body: { ok: false, error, ...more } }) as const satisfies FaultAction;

/**
 * Slack's refusals for `faults.add({ on, do })`: a 200 with `ok: false`. From the lists in
 * https://docs.slack.dev/reference/methods/chat.postMessage, /files.getUploadURLExternal and /files.completeUploadExternal (2026-11).
 */
export const slackRefusals = {
  invalidBlocks: refusal('invalid_blocks', {
    errors: ['unsupported type: card [json-pointer:/blocks/0/type]'],
    response_metadata: { messages: ['[ERROR] unsupported type: card [json-pointer:/blocks/0/type]'] },
  }),
  archived: refusal('is_archived'),
  /** The workspace is gone, or the app was removed from it. */
  accountInactive: refusal('account_inactive'),
  tokenRevoked: refusal('token_revoked'),
  threadLocked: refusal('restricted_action_thread_locked'),
  uploadsDisabled: refusal('file_uploads_disabled'),
  fileTooLarge: refusal('file_upload_size_restricted'),
  /** Our own token is invalid. */
  invalidAuth: refusal('invalid_auth'),
  /** "It's possible some aspect of the operation succeeded before the error was raised." */
  internalError: refusal('internal_error'),
  /** With a name that no list contains yet. */
  ofTomorrow: refusal('not_done_any_more'),
} as const;
