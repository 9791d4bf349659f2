import { createHash } from 'node:crypto';
import { type APIAttachment, type APIMessage, Routes } from 'discord-api-types/v10';
import { closed } from '#core/chat/chat-error.ts';
import { attempt } from '#core/chat/discord/errors.ts';
import type { StatusTarget } from '#core/chat/messenger.ts';
import { visible } from '#core/contract/visible.ts';
import type { Deps } from '#core/deps.ts';
import { imagine } from '../commands/imagine.ts';
import { describeOptions } from '../define-command.ts';
import type { ImageReference } from '../fields.ts';
import { fieldsIn } from '../line-again.ts';
import { takePictures } from '../written/take-pictures.ts';
import type { Written } from '../written/written.ts';
import { spokenOptions } from './spoken.ts';

type WrittenDeps = Pick<Deps, 'config' | 'discordRest' | 'discordRoles' | 'log'>;

/** What somebody wrote to us without our name, which says nothing where nobody else is. A bot's user has the id of its app. */
export const withoutUs = ({ config }: Pick<Deps, 'config'>, content: string): string =>
  visible(content.replace(new RegExp(`\\s*<@!?${config.discord.applicationId}>\\s*`, 'g'), ' ').trim());

/** What a message to the bot asks for: a prompt and pictures, or a whole line of /imagine as one pastes it. */
export async function writtenIn(
  deps: WrittenDeps,
  { id, content, attachments }: Pick<APIMessage, 'id' | 'content' | 'attachments'>,
): Promise<Written> {
  const fields = describeOptions(imagine);
  const words = withoutUs(deps, content);
  const line = lineIn(words);
  const given = line === undefined ? { prompt: promptIn(words) } : fieldsIn(fields, line);
  const raw = await spokenOptions(deps, {}, fields, given);
  const faults: string[] = [];
  takePictures(fields, attachments.map(pictureOf), { raw, faults });
  return { id, words: line ?? String(raw.prompt), raw, faults, mark: markOf(content, attachments) };
}

/** The same as Discord has it now. @throws ChatError if Discord does not say now */
export async function writtenAgain(
  deps: WrittenDeps,
  { channelId, userId }: Pick<StatusTarget, 'channelId' | 'userId'>,
  messageId: string,
): Promise<Written | undefined> {
  const route = Routes.channelMessage(channelId, messageId);
  const found = await attempt(() => deps.discordRest.answers.bot.get(route));
  if (found === closed) return undefined;
  const message = found as APIMessage;
  return message.author.id === userId ? writtenIn(deps, message) : undefined;
}

/** As fieldsIn reads it. */
function lineIn(content: string): string | undefined {
  const options = /^\s*\/imagine\s+(prompt:[\s\S]*)$/i.exec(content)?.[1];
  return options === undefined ? undefined : `/imagine ${options.trim()}`;
}

const promptIn = (content: string): string => content.replace(/^\s*\/imagine\s+/i, '').trim();

const pictureOf = ({ url, size: byteLength, content_type: contentType }: APIAttachment): ImageReference => ({
  url,
  byteLength,
  ...(contentType ? { contentType } : {}),
});

/** Addresses of attachments are signed anew each time, their ids stay. */
const markOf = (content: string, attachments: readonly Pick<APIAttachment, 'id'>[]): string =>
  createHash('sha256')
    .update([content, ...attachments.map(({ id }) => id)].join('\n'))
    .digest('base64url')
    .slice(0, 8);
