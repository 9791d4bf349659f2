import {
  ApplicationCommandAutocompleteCallbackRequestSchema,
  ApplicationCommandCreateRequestSchema,
  ApplicationCommandPatchRequestPartialSchema,
  ApplicationCommandResponseSchema,
  ApplicationCommandUpdateRequestSchema,
  ApplicationFormPartialSchema,
  CreateMessageInteractionCallbackRequestSchema,
  CreatePrivateChannelRequestSchema,
  ErrorSchema,
  GatewayBotResponseSchema,
  GuildChannelResponseSchema,
  GuildMemberResponseSchema,
  GuildRoleResponseSchema,
  GuildWithCountsResponseSchema,
  IncomingWebhookRequestPartialSchema,
  IncomingWebhookUpdateRequestPartialSchema,
  InteractionCallbackResponseSchema,
  MessageCreateRequestSchema,
  MessageEditRequestPartialSchema,
  MessageResponseSchema,
  ModalInteractionCallbackRequestSchema,
  MyGuildResponseSchema,
  OAuth2GetAuthorizationResponseSchema,
  PrivateApplicationResponseSchema,
  PrivateChannelResponseSchema,
  RatelimitedResponseSchema,
  UpdateMessageInteractionCallbackRequestSchema,
  UserPIIResponseSchema,
  UserResponseSchema,
} from 'discord-api-spec/zod';
import type { Exchange } from './wire.ts';

// Imported by a name that the compiler does not follow: the package's types are TypeScript source that fails under our settings.
const specification: string = 'discord-api-spec';
const { pathsList } = (await import(specification)) as { pathsList: Record<string, string[]> };

const schemas = {
  ApplicationCommandAutocompleteCallbackRequestSchema,
  ApplicationCommandCreateRequestSchema,
  ApplicationCommandPatchRequestPartialSchema,
  ApplicationCommandResponseSchema,
  ApplicationCommandUpdateRequestSchema,
  ApplicationFormPartialSchema,
  CreateMessageInteractionCallbackRequestSchema,
  CreatePrivateChannelRequestSchema,
  ErrorSchema,
  GatewayBotResponseSchema,
  GuildChannelResponseSchema,
  GuildMemberResponseSchema,
  GuildRoleResponseSchema,
  GuildWithCountsResponseSchema,
  IncomingWebhookRequestPartialSchema,
  IncomingWebhookUpdateRequestPartialSchema,
  InteractionCallbackResponseSchema,
  MessageCreateRequestSchema,
  MessageEditRequestPartialSchema,
  MessageResponseSchema,
  ModalInteractionCallbackRequestSchema,
  MyGuildResponseSchema,
  OAuth2GetAuthorizationResponseSchema,
  PrivateApplicationResponseSchema,
  PrivateChannelResponseSchema,
  RatelimitedResponseSchema,
  UpdateMessageInteractionCallbackRequestSchema,
  UserPIIResponseSchema,
  UserResponseSchema,
};

type SchemaName = keyof typeof schemas;

interface Operation {
  request?: SchemaName[];
  answer?: SchemaName;
  isList?: boolean;
}

const commandAnswer = { answer: 'ApplicationCommandResponseSchema' } as const;
const message = { answer: 'MessageResponseSchema' } as const;
const webhookEdit = { request: ['IncomingWebhookUpdateRequestPartialSchema'], ...message } satisfies Operation;

/** The API's schema for each operation; the package lists them only by name. */
const operations: Record<string, Operation> = {
  'get /gateway/bot': { answer: 'GatewayBotResponseSchema' },
  'get /users/@me': { answer: 'UserPIIResponseSchema' },
  'get /users/{user_id}': { answer: 'UserResponseSchema' },
  'get /applications/@me': { answer: 'PrivateApplicationResponseSchema' },
  'patch /applications/@me': {
    request: ['ApplicationFormPartialSchema'],
    answer: 'PrivateApplicationResponseSchema',
  },
  'get /users/@me/guilds': { answer: 'MyGuildResponseSchema', isList: true },
  'get /oauth2/@me': { answer: 'OAuth2GetAuthorizationResponseSchema' },
  'get /oauth2/applications/@me': { answer: 'PrivateApplicationResponseSchema' },
  'post /users/@me/channels': {
    request: ['CreatePrivateChannelRequestSchema'],
    answer: 'PrivateChannelResponseSchema',
  },
  'get /guilds/{guild_id}': { answer: 'GuildWithCountsResponseSchema' },
  'get /guilds/{guild_id}/channels': { answer: 'GuildChannelResponseSchema', isList: true },
  'get /guilds/{guild_id}/roles': { answer: 'GuildRoleResponseSchema', isList: true },
  'get /guilds/{guild_id}/members/{user_id}': { answer: 'GuildMemberResponseSchema' },
  'get /channels/{channel_id}/messages': { ...message, isList: true },
  'get /channels/{channel_id}/messages/{message_id}': message,
  'post /channels/{channel_id}/messages': { request: ['MessageCreateRequestSchema'], ...message },
  'patch /channels/{channel_id}/messages/{message_id}': { request: ['MessageEditRequestPartialSchema'], ...message },
  'post /interactions/{interaction_id}/{interaction_token}/callback': {
    request: [
      'ApplicationCommandAutocompleteCallbackRequestSchema',
      'CreateMessageInteractionCallbackRequestSchema',
      'ModalInteractionCallbackRequestSchema',
      'UpdateMessageInteractionCallbackRequestSchema',
    ],
    answer: 'InteractionCallbackResponseSchema',
  },
  'post /webhooks/{webhook_id}/{webhook_token}': { request: ['IncomingWebhookRequestPartialSchema'], ...message },
  'get /webhooks/{webhook_id}/{webhook_token}/messages/@original': message,
  'patch /webhooks/{webhook_id}/{webhook_token}/messages/@original': webhookEdit,
  'get /webhooks/{webhook_id}/{webhook_token}/messages/{message_id}': message,
  'patch /webhooks/{webhook_id}/{webhook_token}/messages/{message_id}': webhookEdit,
  ...commandOperations('/applications/{application_id}/commands'),
  ...commandOperations('/applications/{application_id}/guilds/{guild_id}/commands'),
};

function commandOperations(base: string): Record<string, Operation> {
  return {
    [`get ${base}`]: { ...commandAnswer, isList: true },
    [`put ${base}`]: { request: ['ApplicationCommandUpdateRequestSchema'], ...commandAnswer, isList: true },
    [`post ${base}`]: { request: ['ApplicationCommandCreateRequestSchema'], ...commandAnswer },
    [`get ${base}/{command_id}`]: commandAnswer,
    [`patch ${base}/{command_id}`]: { request: ['ApplicationCommandPatchRequestPartialSchema'], ...commandAnswer },
  };
}

/** Responses without a body, which have no schema. */
const bodyless = new Set(['post /channels/{channel_id}/typing', 'get /channels/{channel_id}', 'get /gateway']);

const patterns = Object.entries(pathsList).flatMap(([method, paths]) =>
  [...paths].map((path) => ({
    key: `${method} ${path}`,
    method,
    // Literal paths first: `@original` is not a message's id.
    literal: !path.endsWith('}'),
    pattern: new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`),
  })),
);
patterns.sort((a, b) => Number(b.literal) - Number(a.literal));

/**
 * Checks requests and answers against npm discord-api-spec, which is generated from Discord's own OpenAPI file. Returns
 * a sentence for every mismatch; of a refused request, only the refusal is checked.
 */
export function checkAgainstSpec(exchanges: readonly Exchange[]): string[] {
  return exchanges.flatMap((exchange) => {
    const method = exchange.method.toLowerCase();
    const found = patterns.find((each) => each.method === method && each.pattern.test(exchange.path));
    if (!found) return [`${exchange.method} ${exchange.path} is no operation of the API.`];
    const where = `${exchange.method} ${found.key.split(' ')[1]} (${exchange.status})`;
    if (exchange.status === 429) return misfit(`${where} answer`, exchange.answer, ['RatelimitedResponseSchema']);
    // Not ErrorResponseSchema: it requires numbers as the codes of single fields, but Discord's reference shows names.
    if (exchange.status >= 400) return misfit(`${where} answer`, exchange.answer, ['ErrorSchema']);
    const operation = operations[found.key];
    if (!operation) return method === 'delete' || bodyless.has(found.key) ? [] : [`No schema is named for ${where}.`];
    return [
      ...checkEach(`${where} request`, exchange.request, operation.request, method === 'put'),
      ...(exchange.status === 204
        ? []
        : checkEach(`${where} answer`, exchange.answer, operation.answer ? [operation.answer] : [], operation.isList)),
    ];
  });
}

function checkEach(where: string, value: unknown, names: SchemaName[] = [], isList = false): string[] {
  if (names.length === 0) return [];
  if (!isList) return misfit(where, value, names);
  if (!Array.isArray(value)) return [`${where} is not a list.`];
  return value.flatMap((each, index) => misfit(`${where} ${index}`, each, names));
}

/** Fits if any of the schemas accepts it; otherwise returns the complaints of the closest one. */
function misfit(where: string, value: unknown, names: SchemaName[]): string[] {
  const complaints = names.map((name) => {
    // Undefined values were never on the wire.
    const result = schemas[name].safeParse(JSON.parse(JSON.stringify(value ?? null)));
    return result.success ? undefined : JSON.stringify(result.error?.issues ?? []);
  });
  if (complaints.includes(undefined)) return [];
  const closest = complaints.flatMap((text) => text ?? []).sort((a, b) => a.length - b.length)[0];
  return [`${where} does not fit ${names.join(' or ')}: ${closest}`];
}
