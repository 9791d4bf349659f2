import { platforms } from '../../contract/platforms.ts';
import { type Inline, inlines, type Text } from '../card/text.ts';

/** Before small print. */
export const noteMark = '-# ';

/** A text in Discord's Markdown. */
export const words = (text: Text): string => inlines(text).map(renderInline).join('');

function renderInline(part: Inline): string {
  if (typeof part === 'string') return escapeDiscord(part);
  if ('bold' in part) return `**${escapeDiscord(part.bold)}**`;
  if ('code' in part) return `\`${part.code.replaceAll('`', "'")}\``;
  if ('link' in part) return `[${escapeDiscord(part.link)}](${part.url})`;
  if ('command' in part) return `\`${platforms.discord.typed(part.command)}\``;
  if ('channel' in part) return `<#${part.channel}>`;
  // Nobody is notified but by allowed_mentions.
  return `<@${'by' in part ? part.by : part.person}>`;
}

/**
 * Shows a person's text as they typed it, also to whoever copies it: it cannot create formatting, mentions or links. Discord takes a backslash before
 * any sign of punctuation as an escape; that nobody is notified is up to allowed_mentions.
 */
export function escapeDiscord(text: string): string {
  return text.replace(/[\\*_~`|>#[\]()@<-]/g, '\\$&').replace(/\bhttps?(?=:\/\/)/gi, '$&\\');
}
