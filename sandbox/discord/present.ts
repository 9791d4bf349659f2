import type { APIAttachment, APIMessage } from 'discord-api-types/v10';
import { signLink } from './attachment-links.ts';
import { isObject, type Json, textOf } from './json.ts';
import { flag, limits } from './limits.ts';
import type { SeenMessage } from './people.ts';
import type { Attachment, Message, State } from './state.ts';
import { application } from './world.ts';

/** A message in Discord's JSON. Links are renewed after half of their life, as a client that looks again gets them. */
export function showMessage(state: State, message: Message): APIMessage {
  const now = state.clock.now();
  if (message.shown && message.shown.untilMs > now) return message.shown.message;
  const shown = { ...build(state, message), ...references(state, message) } as unknown as APIMessage;
  message.shown = { message: shown, untilMs: now + limits.attachmentLinkMs / 2 };
  return shown;
}

/** A message as a person sees it. */
export function seen(state: State, message: Message): SeenMessage {
  const shown = showMessage(state, message);
  const { notifiedIds = [] } = message;
  if (message.ephemeralFor === undefined && !(message.flags & flag.loading) && notifiedIds.length === 0) return shown;
  return {
    ...shown,
    ...(notifiedIds.length === 0 ? {} : { notified: notifiedIds }),
    ...(message.ephemeralFor === undefined ? {} : { ephemeralFor: message.ephemeralFor }),
    ...(message.flags & flag.loading ? { thinking: true } : {}),
  };
}

function build(state: State, message: Message): Json {
  const attachments = message.attachments.map((attachment) => showAttachment(state, message, attachment));
  const byName = new Map(attachments.map((attachment) => [attachment.filename, attachment]));
  const { interaction } = message;
  return {
    id: message.id,
    channel_id: message.channelId,
    type: message.type,
    author: state.users.get(message.authorId),
    content: message.content,
    embeds: message.embeds.map((embed) => withMedia(embed, byName)),
    components: message.components.map((component) => withMedia(component, byName)),
    attachments,
    mentions: message.mentionIds.map((id) => state.users.get(id)),
    mention_roles: [],
    mention_everyone: message.mentionsEveryone,
    pinned: false,
    tts: false,
    flags: message.flags,
    timestamp: new Date(message.createdAtMs).toISOString(),
    edited_timestamp: message.editedAtMs === undefined ? null : new Date(message.editedAtMs).toISOString(),
    ...(message.nonce === undefined ? {} : { nonce: message.nonce }),
    ...(interaction
      ? { application_id: application.id, webhook_id: application.id, interaction_metadata: interaction.metadata }
      : {}),
    ...(interaction?.name
      ? { interaction: { id: interaction.id, type: 2, name: interaction.name, user: interaction.metadata.user } }
      : {}),
  };
}

function references(state: State, message: Message): Json {
  if (message.referencedId === undefined) return {};
  const guildId = state.channels.get(message.channelId)?.guildId;
  const referenced = state.messages.get(message.referencedId);
  // One level only, as in Discord: a quoted message does not quote again.
  return {
    message_reference: {
      type: 0,
      channel_id: message.channelId,
      message_id: message.referencedId,
      ...(guildId === undefined ? {} : { guild_id: guildId }),
    },
    referenced_message: referenced ? build(state, referenced) : null,
  };
}

function attachmentPath(message: Pick<Message, 'channelId' | 'ephemeralFor'>, attachment: Attachment): string {
  const folder = message.ephemeralFor === undefined ? 'attachments' : 'ephemeral-attachments';
  return `/${folder}/${message.channelId}/${attachment.id}/${attachment.filename}`;
}

export function showAttachment(
  state: State,
  message: Pick<Message, 'channelId' | 'ephemeralFor'>,
  attachment: Attachment,
): APIAttachment {
  const url = signLink(state.address.url, attachmentPath(message, attachment), state.clock);
  return {
    id: attachment.id,
    filename: attachment.filename,
    size: attachment.size,
    url,
    proxy_url: url,
    content_type: attachment.contentType,
    ...(attachment.width === undefined ? {} : { width: attachment.width }),
    ...(attachment.height === undefined ? {} : { height: attachment.height }),
    ...(attachment.description === undefined ? {} : { description: attachment.description }),
    ...(message.ephemeralFor === undefined ? {} : { ephemeral: true }),
  };
}

/** Finds each `{ url: 'attachment://name' }` in a component or an embed and inserts the real link. */
function withMedia(value: unknown, byName: ReadonlyMap<string, APIAttachment>): unknown {
  if (Array.isArray(value)) return value.map((each) => withMedia(each, byName));
  if (!isObject(value)) return value;
  const next: Json = {};
  for (const [key, each] of Object.entries(value))
    next[key] = key === 'media' || key === 'file' ? unfurled(each, byName) : withMedia(each, byName);
  if (textOf(value.url).startsWith('attachment://')) {
    const attachment = byName.get(textOf(value.url).slice('attachment://'.length));
    if (attachment) Object.assign(next, sized(attachment), { content_type: attachment.content_type });
  }
  if (isObject(value.file)) {
    const attachment = byName.get(textOf(value.file.url).slice('attachment://'.length));
    Object.assign(next, { name: attachment?.filename ?? null, size: attachment?.size ?? null });
  }
  return next;
}

const sized = ({ url, proxy_url, width, height }: APIAttachment): Json => ({
  url,
  proxy_url,
  ...(width ? { width } : {}),
  ...(height ? { height } : {}),
});

/** https://discord.com/developers/docs/components/reference#unfurled-media-item-structure */
function unfurled(value: unknown, byName: ReadonlyMap<string, APIAttachment>): unknown {
  const url = isObject(value) ? textOf(value.url) : '';
  const attachment = byName.get(url.replace('attachment://', ''));
  if (!attachment) return { id: '0', url, proxy_url: url };
  return {
    id: attachment.id,
    ...sized(attachment),
    content_type: attachment.content_type,
    attachment_id: attachment.id,
  };
}
