import { randomBytes } from 'node:crypto';
import {
  type APIMessageInteractionMetadata,
  ApplicationIntegrationType as Install,
  InteractionType,
} from 'discord-api-types/v10';
import { DiscordError, fail } from './errors.ts';
import { channelJson, memberJson, memberPermissions } from './guild-json.ts';
import { postInteraction } from './interactions-endpoint.ts';
import type { Json } from './json.ts';
import { limits } from './limits.ts';
import { contextOf } from './people-options.ts';
import { appPermissions } from './permissions.ts';
import { showMessage } from './present.ts';
import { acknowledge } from './respond.ts';
import { type Channel, type InteractionRecord, type Message, type State, touch } from './state.ts';
import { application, channelType, everyonePermissions } from './world.ts';

const TOKEN_PREFIX = Buffer.from('interaction:').toString('base64url');
/** A little longer than a token's lifetime, so that a late request gets "Invalid Webhook Token". */
const KEEP_MS = limits.interactionTokenMs + 60_000;

export interface NewInteraction {
  type: InteractionType;
  userId: string;
  channelId: string;
  data: (id: string) => Json;
  name?: string;
  /** The message whose component was used, or that the modal came from. */
  source?: Message;
  triggeredBy?: APIMessageInteractionMetadata;
}

/** Creates an interaction, sends it to the app, and starts the three seconds. */
export function sendInteraction(state: State, wanted: NewInteraction): InteractionRecord {
  const id = state.ids.next();
  const record = newRecord(state, id, wanted);
  state.interactions.set(record.token, record);
  state.tokenByInteractionId.set(id, record.token);
  dropOld(state);
  state.clock.after(limits.acknowledgeMs, () => {
    if (record.ack) return;
    record.failed = true;
    touch(record);
    const { userId, channelId } = record;
    state.emit({ type: 'interactionFailed', interactionId: id, userId, channelId });
  });
  const guildId = state.channels.get(wanted.channelId)?.guildId;
  const data = payload(state, record, wanted);
  if (state.interactionsEndpointUrl !== null) void byHttp(state, state.interactionsEndpointUrl, { record, data });
  else state.dispatch({ name: 'INTERACTION_CREATE', data, guildId });
  return record;
}

/** Once; Discord does not retry. An answer after the three seconds is ignored. */
async function byHttp(state: State, url: string, { record, data }: { record: InteractionRecord; data: Json }) {
  const fault = state.faults.take('EVENT INTERACTION_CREATE');
  if (fault?.type === 'never') return;
  if (fault?.type === 'late') await new Promise<void>((done) => state.clock.after(fault.ms, done));
  if (fault?.type === 'twice') void postInteraction(state, url, data);
  const posted = await postInteraction(state, url, data, fault?.type);
  if (typeof posted === 'string' || record.failed) return;
  try {
    if (!record.ack) acknowledge(state, record, posted.response);
  } catch (cause) {
    // Discord does not show an invalid response: the person reads that nobody responded.
    if (!(cause instanceof DiscordError)) throw cause;
  }
}

function newRecord(state: State, id: string, wanted: NewInteraction): InteractionRecord {
  const { type, userId, channelId, name, source } = wanted;
  const secret = randomBytes(48).toString('base64url');
  return {
    id,
    token: `${TOKEN_PREFIX}${Buffer.from(`${id}:${secret}`).toString('base64url')}`,
    type,
    userId,
    channelId,
    createdAtMs: state.clock.now(),
    ...(name === undefined ? {} : { name }),
    ...(source === undefined ? {} : { sourceMessageId: source.id }),
    metadata: metadataOf(state, id, wanted),
    failed: false,
    ephemeral: false,
    userInstallOnly: !(Install.GuildInstall in owners(state, wanted)),
    followUps: 0,
    watchers: new Set(),
  };
}

/**
 * Who installed the app, by kind of installation: a guild, or a person, who of a button is the one whose command it came from, whoever presses it. In a
 * direct message with the bot the guild is "0".
 * https://docs.discord.com/developers/interactions/receiving-and-responding#interaction-object-authorizing-integration-owners-object
 */
function owners(state: State, { userId, channelId, source }: NewInteraction): Record<string, string> {
  const { guildId, memberIds } = state.channels.get(channelId) ?? {};
  if (guildId === undefined && memberIds === undefined) return { [Install.GuildInstall]: '0' };
  if (guildId !== undefined && state.guilds.get(guildId)?.botIsMember) return { [Install.GuildInstall]: guildId };
  const installedBy = source?.interaction?.metadata.authorizing_integration_owners[Install.UserInstall];
  return { [Install.UserInstall]: installedBy ?? userId };
}

function metadataOf(state: State, id: string, wanted: NewInteraction): APIMessageInteractionMetadata {
  const { type, userId, source, triggeredBy } = wanted;
  return {
    id,
    type,
    user: state.users.get(userId),
    authorizing_integration_owners: owners(state, wanted),
    ...(type === InteractionType.MessageComponent ? { interacted_message_id: source?.id } : {}),
    ...(type === InteractionType.ModalSubmit ? { triggering_interaction_metadata: triggeredBy } : {}),
  } as unknown as APIMessageInteractionMetadata;
}

/** https://discord.com/developers/docs/interactions/receiving-and-responding#interaction-object */
function payload(state: State, record: InteractionRecord, wanted: NewInteraction): Json {
  const { data, source } = wanted;
  const channel = state.channels.get(record.channelId) ?? fail('unknownChannel');
  const user = state.users.get(record.userId) ?? fail('unknownUser');
  const guild = state.guilds.get(channel.guildId ?? '');
  const permissions = (guild ? memberPermissions(guild, user.id) : everyonePermissions).toString();
  return {
    id: record.id,
    application_id: application.id,
    type: record.type,
    token: record.token,
    version: 1,
    data: data(record.id),
    channel_id: channel.id,
    channel: guild
      ? { ...channelJson(state, channel), permissions }
      : channel.memberIds
        ? privateChannelJson(state, channel, user.id)
        : { id: channel.id, type: 1, recipients: [user], flags: 0 },
    ...(guild
      ? {
          guild_id: guild.id,
          guild: { id: guild.id, locale: 'en-US', features: [] },
          guild_locale: 'en-US',
          member: { ...memberJson(guild, user), permissions },
        }
      : { user }),
    ...(source ? { message: showMessage(state, source) } : {}),
    locale: 'en-US',
    app_permissions: appPermissions(state, channel).toString(),
    entitlements: [],
    entitlement_sku_ids: [],
    authorizing_integration_owners: owners(state, wanted),
    context: contextOf(channel),
    attachment_size_limit: limits.fileBytes,
  };
}

/** For one of its people: https://docs.discord.com/developers/resources/channel#channel-object-example-group-dm-channel */
function privateChannelJson(
  state: State,
  { id, type, name, memberIds = [], lastMessageId }: Channel,
  userId: string,
): Json {
  const recipients = memberIds.filter((memberId) => memberId !== userId).map((memberId) => state.users.get(memberId));
  const common = { id, type, recipients, last_message_id: lastMessageId ?? null, flags: 0 };
  return type === channelType.group ? { ...common, name, icon: null, owner_id: memberIds[0] } : common;
}

/** Interactions are kept in creation order, so the old ones come first. */
function dropOld(state: State) {
  const before = state.clock.now() - KEEP_MS;
  for (const [token, record] of state.interactions) {
    if (record.createdAtMs > before) return;
    state.interactions.delete(token);
    state.tokenByInteractionId.delete(record.id);
  }
}

export function interactionById(state: State, id: string): InteractionRecord | undefined {
  return state.interactions.get(state.tokenByInteractionId.get(id) ?? '');
}

/** The interaction that a webhook route belongs to: acknowledged, with a valid token. */
export function webhookOf(state: State, applicationId = '', token = ''): InteractionRecord {
  if (applicationId !== application.id) fail('unknownWebhook');
  const record = state.interactions.get(token);
  // A forgotten one is recognized by its shape: this was a token once.
  if (!record) return fail(token.startsWith(TOKEN_PREFIX) ? 'invalidWebhookToken' : 'unknownWebhook');
  if (state.clock.now() - record.createdAtMs >= limits.interactionTokenMs) fail('invalidWebhookToken');
  if (!record.ack) fail('unknownWebhook');
  return record;
}
