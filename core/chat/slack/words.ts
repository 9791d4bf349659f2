import type { FilesCompleteUploadExternalArguments } from '@slack/web-api';
import { isolated } from '../../contract/isolated.ts';
import { platforms } from '../../contract/platforms.ts';
import { type Inline, inlines, plainWords, type Text } from '../card/text.ts';
import { cut } from '../cut.ts';
import { slackLimits } from './limits.ts';

export type SlackBlock = NonNullable<FilesCompleteUploadExternalArguments['blocks']>[number];
export type BlockOf<Type extends string> = Extract<SlackBlock, { type: Type }>;
type RichSection = Extract<BlockOf<'rich_text'>['elements'][number], { type: 'rich_text_section' }>;
export type RichElement = RichSection['elements'][number];

export const bold = (text: string): RichElement => ({ type: 'text', text, style: { bold: true } });

/** Lines of rich text. Slack refuses text elements without text. */
export const richLines = (lines: readonly Text[]): RichElement[] =>
  lines.flatMap((line, at): RichElement[] => [...(at === 0 ? [] : [newLine]), ...rich(line)]);

export const newLine: RichElement = { type: 'text', text: '\n' };

export const rich = (line: Text): RichElement[] =>
  inlines(line)
    .filter((part) => part !== '')
    .map(renderInline);

export const richText = (elements: RichElement[]): BlockOf<'rich_text'> => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_section', elements }],
});

function renderInline(part: Inline): RichElement {
  if (typeof part === 'string') return { type: 'text', text: part };
  if ('bold' in part) return bold(part.bold);
  if ('code' in part) return { type: 'text', text: part.code, style: { code: true } };
  if ('link' in part) return { type: 'link', url: cut(part.url, slackLimits.url), text: part.link };
  if ('command' in part) return { type: 'text', text: platforms.slack.typed(part.command), style: { code: true } };
  if ('channel' in part) return { type: 'channel', channel_id: part.channel };
  if ('by' in part && part.name !== undefined) return { type: 'text', text: isolated(part.name) };
  return { type: 'user', user_id: 'by' in part ? part.by : part.person };
}

/** The three characters that are special wherever Slack reads mrkdwn: without them nothing is a mention or a link. */
export const escapeSlack = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/**
 * The text of a message beside its blocks, of at most this many characters: for phones' notifications
 * (https://docs.slack.dev/changelog/2026/07/13/notification-changes) and screen readers. It is mrkdwn, in which Slack writes the name of whoever is named by
 * id (https://docs.slack.dev/messaging/formatting-message-text); it notifies nobody whom the blocks do not.
 */
export function bareText(lines: readonly Text[], most: number): string {
  let left = most;
  let bare = '';
  for (const part of lines.flatMap((line, at) => [...(at === 0 ? [] : ['\n']), ...inlines(line)])) {
    const isTag =
      typeof part !== 'string' && (('by' in part && part.name === undefined) || 'person' in part || 'channel' in part);
    const words = isTag ? mark(part) : plainWords(part, platforms.slack.typed);
    if (words.length > left) return bare + (isTag ? '…' : escapeSlack(cut(words, Math.max(1, left))));
    left -= words.length;
    bare += isTag ? words : escapeSlack(words);
  }
  return bare;
}

export function mark(part: Inline): string {
  if (typeof part === 'string') return unformatted(part);
  if ('bold' in part) return `*${unformatted(part.bold)}*`;
  if ('code' in part) return `\`${escapeSlack(part.code).replaceAll('`', "'")}\``;
  if ('link' in part) return `<${escapeSlack(part.url).replaceAll('|', '%7C')}|${unformatted(part.link)}>`;
  if ('command' in part) return `\`${platforms.slack.typed(part.command)}\``;
  if ('channel' in part) return `<#${part.channel}>`;
  if ('by' in part && part.name !== undefined) return unformatted(isolated(part.name));
  return `<@${'by' in part ? part.by : part.person}>`;
}

/** mrkdwn cannot escape its formatting; a zero-width space keeps a character from starting or ending anything. */
const unformatted = (text: string): string => escapeSlack(text).replace(/[*_~`:|]/g, '\u200b$&\u200b');
