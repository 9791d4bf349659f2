import type { ActionsBlock, Button, KnownBlock } from '@slack/web-api';
import { type Card, type CardButton, type Inline, inlines, plainText, type Text } from '../card.ts';
import { cutTo, slackLimits } from './limits.ts';

export interface SlackMessage {
  /** For notifications and screen readers. */
  text: string;
  blocks: KnownBlock[];
}

const signs = { working: '', done: '', notice: ':information_source: ', problem: ':warning: ' } satisfies Record<
  Card['tone'],
  string
>;

/** A card as Block Kit. Images travel as files of the message, not as blocks. */
export function renderSlack(card: Card): SlackMessage {
  const title = `${signs[card.tone]}*${escapeSlack(card.title)}*`;
  const blocks: KnownBlock[] = [
    section([title, ...card.lines.map(words)].join('\n')),
    ...(card.note
      ? [
          {
            type: 'context' as const,
            elements: [{ type: 'mrkdwn' as const, text: cutTo(words(card.note), slackLimits.contextText) }],
          },
        ]
      : []),
  ];
  const buttons = card.buttons ?? [];
  if (buttons.length > 0) blocks.push(actions(buttons));
  return { text: cutTo(escapeSlack(plainText(card)), slackLimits.fallbackText), blocks };
}

const section = (text: string): KnownBlock => ({
  type: 'section',
  text: { type: 'mrkdwn', text: cutTo(text, slackLimits.sectionText), verbatim: true },
  expand: true,
});

const actions = (buttons: CardButton[]): ActionsBlock => ({
  type: 'actions',
  elements: buttons.slice(0, slackLimits.buttonsPerRow).map(renderButton),
});

function renderButton(button: CardButton, index: number): Button {
  const text = { type: 'plain_text' as const, text: cutTo(button.label, slackLimits.buttonLabel) };
  const style = button.style ? { style: button.style } : {};
  return 'url' in button
    ? { type: 'button', text, url: button.url, action_id: `url:${index}`, ...style }
    : { type: 'button', text, action_id: button.id, ...style };
}

function words(text: Text): string {
  return inlines(text).map(renderInline).join('');
}

function renderInline(part: Inline): string {
  if (typeof part === 'string') return escapeSlack(part);
  if ('bold' in part) return `*${escapeSlack(part.bold)}*`;
  if ('code' in part) return `\`${escapeSlack(part.code).replaceAll('`', "'")}\``;
  if ('link' in part) return `<${part.url}|${escapeSlack(part.link)}>`;
  return `<@${part.person}>`;
}

/**
 * Shows a person's text as they typed it. The three signs are Slack's own rule; a zero-width space keeps formatting marks
 * from pairing up. https://docs.slack.dev/messaging/formatting-message-text#escaping
 */
export function escapeSlack(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/[*_~`]/g, '\u200b$&\u200b');
}

/** The other way round: what a person typed, from what Slack sends of it. */
export function unescapeSlack(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}
