import type { APIMessage, APIMessageTopLevelComponent, APIStringSelectComponent } from 'discord-api-types/v10';
import { ComponentType } from 'discord-api-types/v10';

/** What a person reads in a Discord message, without formatting. */
export interface Look {
  text: string;
  images: Array<{ url: string; alt: string }>;
  buttons: Array<{ label: string; customId?: string; url?: string }>;
  /** Everything that can be chosen in its menus. */
  choices: Array<{ label: string; customId: string; value: string }>;
}

type Component = APIMessageTopLevelComponent | APIStringSelectComponent | { type: number };

export function lookAtDiscord(message: Pick<APIMessage, 'content' | 'components'>): Look {
  const look: Look = { text: message.content, images: [], buttons: [], choices: [] };
  for (const component of message.components ?? []) read(component, look);
  look.text = look.text.trim();
  return look;
}

function read(component: Component, look: Look): void {
  switch (component.type) {
    case ComponentType.TextDisplay:
      if ('content' in component) look.text += `\n${plain(component.content)}`;
      return;
    case ComponentType.MediaGallery:
      if ('items' in component)
        look.images.push(...component.items.map((item) => ({ url: item.media.url, alt: item.description ?? '' })));
      return;
    case ComponentType.Button:
      if ('label' in component)
        look.buttons.push({
          label: String(component.label ?? ''),
          ...('custom_id' in component ? { customId: String(component.custom_id) } : {}),
          ...('url' in component ? { url: String(component.url) } : {}),
        });
      return;
    case ComponentType.StringSelect:
      if ('options' in component)
        for (const { label, value } of component.options)
          look.choices.push({ label, value, customId: component.custom_id });
      return;
    default:
      if ('components' in component) for (const child of component.components) read(child, look);
  }
}

const plain = (text: string) =>
  // In a code block everything is shown as it is.
  codeBlock.exec(text)?.[1] ??
  text
    .replace(/^-# /gm, '')
    .replace(/\*\*|\u200b/g, '')
    .replace(/\\(.)/g, '$1');

const codeBlock = /^```\n((?:(?!```)[\s\S])*)\n```$/;
