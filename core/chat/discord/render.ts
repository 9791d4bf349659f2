import {
  type APIButtonComponent,
  type APIComponentInContainer,
  type APIContainerComponent,
  ButtonStyle,
  ComponentType,
  MessageFlags,
} from 'discord-api-types/v10';
import { type Card, type CardButton, type Inline, inlines, type Text, typed } from '../card.ts';
import { cut } from '../cut.ts';
import { discordLimits } from './limits.ts';

const colours = { working: 0x5865f2, done: 0x57f287, notice: 0xfee75c, problem: 0xed4245 } satisfies Record<
  Card['tone'],
  number
>;

export interface DiscordMessage {
  flags: number;
  components: APIContainerComponent[];
  allowed_mentions: { parse: []; users?: string[] };
}

/** A card as Components V2. The flag can be set only when a message is made or a deferred reply is edited. */
export function renderDiscord(card: Card): DiscordMessage {
  const rows: APIComponentInContainer[] = [{ type: ComponentType.TextDisplay, content: renderText(card) }];
  if (card.images && card.images.length > 0) {
    rows.push({
      type: ComponentType.MediaGallery,
      items: card.images.slice(0, discordLimits.galleryImages).map((image) => ({
        media: { url: `attachment://${image.filename}` },
        description: cut(image.alt, discordLimits.altText),
      })),
    });
  }
  if (card.note) rows.push({ type: ComponentType.TextDisplay, content: `-# ${words(card.note)}` });
  const buttons = card.buttons ?? [];
  for (let at = 0; at < buttons.length; at += discordLimits.buttonsPerRow) {
    rows.push({
      type: ComponentType.ActionRow,
      components: buttons.slice(at, at + discordLimits.buttonsPerRow).map(renderButton),
    });
  }
  return {
    flags: MessageFlags.IsComponentsV2,
    components: [{ type: ComponentType.Container, accent_color: colours[card.tone], components: rows }],
    allowed_mentions: { parse: [], ...(card.notifies === undefined ? {} : { users: [card.notifies] }) },
  };
}

function renderText(card: Card): string {
  const lines = [`**${escapeDiscord(card.title)}**`, ...card.lines.map(words)];
  // The note stands in a block of its own; together they may not pass the limit.
  return cut(lines.join('\n'), discordLimits.text - 500);
}

function words(text: Text): string {
  return inlines(text).map(renderInline).join('');
}

function renderInline(part: Inline): string {
  if (typeof part === 'string') return escapeDiscord(part);
  if ('bold' in part) return `**${escapeDiscord(part.bold)}**`;
  if ('code' in part) return `\`${part.code.replaceAll('`', "'")}\``;
  if ('link' in part) return `[${escapeDiscord(part.link)}](${part.url})`;
  if ('command' in part) return `\`${typed.discord(part.command)}\``;
  return `<@${part.person}>`;
}

/** Shows a person's text as they typed it: no formatting, no mention, no link preview of their making. */
export function escapeDiscord(text: string): string {
  return text
    .replace(/[\\*_~`|>#[\]()-]/g, '\\$&')
    .replaceAll('@', '@\u200b')
    .replaceAll('<', '\\<')
    .replace(/\bhttps?:\/\//gi, (scheme) => `${scheme.slice(0, -2)}\u200b//`);
}

function renderButton(button: CardButton): APIButtonComponent {
  const label = cut(button.label, discordLimits.buttonLabel);
  if ('url' in button) return { type: ComponentType.Button, style: ButtonStyle.Link, label, url: button.url };
  const styles = { primary: ButtonStyle.Primary, danger: ButtonStyle.Danger } as const;
  const style = button.style ? styles[button.style] : ButtonStyle.Secondary;
  return { type: ComponentType.Button, style, label, custom_id: button.id };
}
