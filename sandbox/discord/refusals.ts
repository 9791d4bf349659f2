import type { FaultAction } from '#sandbox/kit/faults.ts';

const refusal = (status: number, code: number, message: string, more: object = {}) =>
  ({ type: 'answer', status, body: { message, code, ...more } }) as const satisfies FaultAction;

/**
 * Discord's refusals for `faults.add({ on, do })`, worded as in https://discord.com/developers/docs/topics/opcodes-and-status-codes
 * (2026-08). `people` can also close threads and take permissions away; these faults strike wherever they are set.
 */
export const discordRefusals = {
  closedThread: refusal(400, 50083, 'Thread is archived'),
  invalidForm: refusal(400, 50035, 'Invalid Form Body', {
    errors: {
      components: { '0': { _errors: [{ code: 'BASE_TYPE_BAD_LENGTH', message: 'Must be between 1 and 40.' }] } },
    },
  }),
  unknownChannel: refusal(404, 10003, 'Unknown Channel'),
  missingAccess: refusal(403, 50001, 'Missing Access'),
  closedDirectMessages: refusal(403, 50007, 'Cannot send messages to this user'),
  blockedByFilter: refusal(400, 200000, 'Message was blocked by automatic moderation'),
  /** With a code that no list contains yet. */
  ofTomorrow: refusal(422, 999_999, 'This is not done any more.'),
  tooLarge: refusal(413, 40005, 'Request entity too large'),
  fileTooLarge: refusal(400, 50045, 'File uploaded exceeds the maximum size'),
  /** The bot's token is not accepted. */
  unauthorized: refusal(401, 0, '401: Unauthorized'),
} as const;
