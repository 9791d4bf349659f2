import type { FilesCompleteUploadExternalArguments } from '@slack/web-api';
import { type Card, type CardButton, type Inline, inlines, plainText, type Text, typed } from '../card.ts';
import { cut } from '../cut.ts';
import { slackLimits } from './limits.ts';

export type SlackBlock = NonNullable<FilesCompleteUploadExternalArguments['blocks']>[number];
type Block<Type extends string> = Extract<SlackBlock, { type: Type }>;
type RichSection = Extract<Block<'rich_text'>['elements'][number], { type: 'rich_text_section' }>;
type RichElement = RichSection['elements'][number];
type Button = Extract<Block<'actions'>['elements'][number], { type: 'button' }>;

/** Slack has no coloured edge for blocks, so the tone is a sign before the title. */
const signs = { working: '🔵', done: '🟢', notice: '🟡', problem: '🔴' } satisfies Record<Card['tone'], string>;

export interface SlackMessage {
  /** For notifications and screen readers; the blocks are what is seen. */
  text: string;
  blocks: SlackBlock[];
}

/**
 * A card in Block Kit. Words stand in rich text, which Slack shows to the letter: unlike mrkdwn it knows no mention,
 * link or formatting that a person could type.
 */
export function renderSlack(card: Card): SlackMessage {
  const blocks: SlackBlock[] = [
    { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: words(card) }] },
  ];
  if (card.note) blocks.push(note(card.note));
  const buttons = (card.buttons ?? []).map(renderButton);
  for (let at = 0; at < buttons.length; at += slackLimits.buttonsPerBlock)
    blocks.push({ type: 'actions', elements: buttons.slice(at, at + slackLimits.buttonsPerBlock) });
  return { text: escapeSlack(cut(plainText(card, typed.slack), slackLimits.text)), blocks };
}

function words(card: Card): RichElement[] {
  const title: RichElement[] = [{ type: 'text', text: `${signs[card.tone]} ` }, bold(card.title)];
  const lines = card.lines.flatMap((line): RichElement[] => [
    { type: 'text', text: '\n' },
    ...inlines(line).filter(isNotEmpty).map(renderInline),
  ]);
  return within(slackLimits.text, [...title, ...lines]);
}

const bold = (text: string): RichElement => ({ type: 'text', text, style: { bold: true } });

// Slack refuses text elements without text.
const isNotEmpty = (part: Inline) => part !== '';

function renderInline(part: Inline): RichElement {
  if (typeof part === 'string') return { type: 'text', text: part };
  if ('bold' in part) return bold(part.bold);
  if ('code' in part) return { type: 'text', text: part.code, style: { code: true } };
  if ('link' in part) return { type: 'link', url: cut(part.url, slackLimits.url), text: part.link };
  if ('command' in part) return { type: 'text', text: typed.slack(part.command), style: { code: true } };
  return { type: 'user', user_id: part.person };
}

function within(most: number, elements: RichElement[]): RichElement[] {
  const kept: RichElement[] = [];
  let left: number = most;
  for (const element of elements) {
    if (left <= 0) break;
    if (element.type !== 'text' && element.type !== 'link') {
      kept.push(element);
      continue;
    }
    const text = cut(element.text ?? '', left);
    left -= text.length;
    kept.push({ ...element, text });
  }
  return kept;
}

/** Small print, which Slack has for plain text and mrkdwn only, not for rich text. */
function note(text: Text): Block<'context'> {
  const parts = inlines(text);
  const bare = parts.every((part) => typeof part === 'string');
  const element = bare
    ? { type: 'plain_text' as const, text: cut(parts.join(''), slackLimits.contextText), emoji: false }
    : { type: 'mrkdwn' as const, text: marked(parts), verbatim: true };
  return { type: 'context', elements: [element] };
}

/** As many whole pieces as fit: half of a link would be a mess. */
function marked(parts: Inline[]): string {
  let text = '';
  for (const part of parts.map(mark)) {
    if (text.length + part.length > slackLimits.contextText) break;
    text += part;
  }
  return text;
}

function mark(part: Inline): string {
  if (typeof part === 'string') return unformatted(part);
  if ('bold' in part) return `*${unformatted(part.bold)}*`;
  if ('code' in part) return `\`${escapeSlack(part.code).replaceAll('`', "'")}\``;
  if ('link' in part) return `<${escapeSlack(part.url).replaceAll('|', '%7C')}|${unformatted(part.link)}>`;
  if ('command' in part) return `\`${typed.slack(part.command)}\``;
  return `<@${part.person}>`;
}

/** The three characters that mean something to Slack wherever it reads mrkdwn: without them nothing is a mention or a link. */
export const escapeSlack = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** mrkdwn has no escape for its formatting; a zero-width space keeps a sign from starting or ending anything. */
const unformatted = (text: string): string => escapeSlack(text).replace(/[*_~`:|]/g, '\u200b$&\u200b');

function renderButton(button: CardButton, index: number): Button {
  const text = { type: 'plain_text' as const, text: cut(button.label, slackLimits.buttonLabel), emoji: true };
  const style = button.style ? { style: button.style } : {};
  // A link is announced to us as well when it is pressed; its id only has to be one of a kind in the message.
  if ('url' in button) return { type: 'button', text, ...style, url: button.url, action_id: `url:${index}` };
  return { type: 'button', text, ...style, action_id: button.id };
}
