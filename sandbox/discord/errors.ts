import type { Answer } from '#sandbox/kit/serve.ts';

/** An answer in Discord's error shape, thrown where the rule is broken. */
export class DiscordError extends Error {
  readonly status: number;
  readonly code: number;
  readonly errors: object | undefined;
  readonly headers: Record<string, string>;
  readonly more: object;

  constructor(
    status: number,
    code: number,
    message: string,
    rest: { errors?: object; headers?: Record<string, string>; more?: object } = {},
  ) {
    super(message);
    this.status = status;
    this.code = code;
    this.errors = rest.errors;
    this.headers = rest.headers ?? {};
    this.more = rest.more ?? {};
  }

  answer(): Answer {
    const body = { message: this.message, code: this.code, ...this.more };
    return {
      status: this.status,
      headers: this.headers,
      body: this.errors ? { ...body, errors: this.errors } : body,
    };
  }
}

/** https://discord.com/developers/docs/topics/opcodes-and-status-codes#json-json-error-codes */
const known = {
  unauthorized: [401, 0, '401: Unauthorized'],
  notFound: [404, 0, '404: Not Found'],
  unknownApplication: [404, 10002, 'Unknown Application'],
  unknownChannel: [404, 10003, 'Unknown Channel'],
  unknownGuild: [404, 10004, 'Unknown Guild'],
  unknownMember: [404, 10007, 'Unknown Member'],
  unknownMessage: [404, 10008, 'Unknown Message'],
  unknownUser: [404, 10013, 'Unknown User'],
  unknownWebhook: [404, 10015, 'Unknown Webhook'],
  unknownInteraction: [404, 10062, 'Unknown interaction'],
  unknownCommand: [404, 10063, 'Unknown application command'],
  tooManyCommands: [400, 30032, 'Maximum number of application commands reached (100)'],
  tooLarge: [413, 40005, 'Request entity too large'],
  alreadyAcknowledged: [400, 40060, 'Interaction has already been acknowledged.'],
  tooManyFollowUps: [400, 40094, 'This interaction has hit the maximum number of follow up messages.'],
  missingAccess: [403, 50001, 'Missing Access'],
  notYourMessage: [403, 50005, 'Cannot edit a message authored by another user'],
  emptyMessage: [400, 50006, 'Cannot send an empty message'],
  closedDms: [403, 50007, 'Cannot send messages to this user'],
  wrongChannelType: [400, 50008, 'Cannot send messages in a non-text channel'],
  missingPermissions: [403, 50013, 'Missing Permissions'],
  invalidWebhookToken: [401, 50027, 'Invalid Webhook Token'],
  invalidRecipient: [400, 50033, 'Invalid Recipient(s)'],
  archivedThread: [400, 50083, 'Thread is archived'],
  invalidJson: [400, 50109, 'The request body contains invalid JSON.'],
} as const;

export const fail = (name: keyof typeof known): never => {
  const [status, code, message] = known[name];
  throw new DiscordError(status, code, message);
};

export interface Form {
  /** `at` is a path such as `data.components.0.label`. */
  fail(at: string, code: string, message: string): void;
  /** Throws 50035 if anything failed. */
  done(): void;
}

/** Collects a body's errors in Discord's shape: every field with its own list. */
export function createForm(): Form {
  const errors: Record<string, unknown> = {};
  let broken = false;
  return {
    fail(at, code, message) {
      broken = true;
      let node = errors;
      for (const key of at.split('.').filter(Boolean)) {
        const next = (node[key] ?? {}) as Record<string, unknown>;
        node[key] = next;
        node = next;
      }
      const found = (node._errors ?? []) as unknown[];
      node._errors = [...found, { code, message }];
    },
    done() {
      if (broken) throw new DiscordError(400, 50035, 'Invalid Form Body', { errors });
    },
  };
}
