import {
  type APIAttachment,
  type APIMessage,
  type APIMessageComponent,
  type APIMessageComponentInteraction,
  type APIMessageTopLevelComponent,
  ComponentType,
} from 'discord-api-types/v10';
import { typedTitle } from '#core/chat/present/typed-back.ts';
import type { ImageReference } from '../fields.ts';
import type { AttachedPicture, PointedMessage } from '../message/pointed-message.ts';
import type { Interaction } from './interaction.ts';

/** A message that somebody opened the menu of, with those that it forwards. */
export function pointedMessage(message: APIMessage, applicationId: string): PointedMessage {
  const isOurs = (message.application_id ?? message.author.id) === applicationId;
  const forwarded = (message.message_snapshots ?? []).flatMap((snapshot) => snapshot.message.attachments);
  return {
    controls: isOurs ? controlsIn(message.components ?? []) : [],
    pictures: [...message.attachments, ...forwarded].filter(isPicture).map(pictureOf),
  };
}

const isPicture = ({ content_type: type = '' }: APIAttachment) => /^image\/(?!svg)/.test(type);

const pictureOf = ({ id, url, size, width, height, filename }: APIAttachment): AttachedPicture => ({
  id,
  name: filename,
  byteLength: size,
  ...(width && height ? { px: width * height } : {}),
  // https://discord.com/developers/docs/reference#editing-message-attachments: a name that begins so is covered.
  shown: { url, isSpoiler: filename.startsWith('SPOILER_') },
});

/**
 * A picture that our card shows, by the id of its attachment. A press brings the card back with the address, which is signed and longer than any button
 * can hold, and nothing about it has to be stored. Discord says no more how large it is.
 */
export function pictureIn(interaction: Interaction, id: string): ImageReference | undefined {
  const components = ('message' in interaction ? interaction.message?.components : undefined) ?? [];
  const url = urlsIn(components).find((each) => pathOf(each).includes(id));
  return url === undefined ? undefined : { url, byteLength: 0 };
}

/** What a card gives back, in its box of code: a press brings the card with it. */
export function lineIn({ message }: Pick<APIMessageComponentInteraction, 'message'>): string | undefined {
  const shown = wordsIn(message.components ?? []);
  const boxed = shown.map((words) => /^```\n([\s\S]*)\n```$/.exec(words)?.[1]).find((words) => words !== undefined);
  if (boxed !== undefined) return boxed;
  // What would end a box stands as words, under their title.
  const title = shown.findIndex((words) => words.startsWith(`**${typedTitle}`));
  return title < 0 ? undefined : shown[title + 1]?.replace(escaped, '$1');
}

const escaped = /\\(.)/g;

/** What the same card says, as one sentence after another: its title, and what happened. */
export function saidIn({ message }: Pick<APIMessageComponentInteraction, 'message'>): string | undefined {
  const [title, happened] = (wordsIn(message.components ?? [])[0] ?? '').split('\n').map(unmarked);
  return title ? [title, happened].filter(Boolean).join(': ') : undefined;
}

/** Without what escapeDiscord and the bold title add. */
const unmarked = (words: string) => words.replace(/^\*\*([\s\S]*)\*\*$/, '$1').replace(escaped, '$1');

const pathOf = (url: string) => (URL.canParse(url) ? new URL(url).pathname.split('/') : []);

type Component = APIMessageTopLevelComponent | APIMessageComponent;

function controlsIn(components: readonly Component[]): string[] {
  return components.flatMap((component) => {
    if ('components' in component) return controlsIn(component.components);
    return 'custom_id' in component ? [component.custom_id] : [];
  });
}

function urlsIn(components: readonly Component[]): string[] {
  return components.flatMap((component) => {
    if (component.type === ComponentType.MediaGallery) return component.items.map(({ media }) => media.url);
    return 'components' in component ? urlsIn(component.components) : [];
  });
}

function wordsIn(components: readonly Component[]): string[] {
  return components.flatMap((component) => {
    if (component.type === ComponentType.TextDisplay) return [component.content];
    return 'components' in component ? wordsIn(component.components) : [];
  });
}
