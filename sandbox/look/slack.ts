import type { SeenMessage } from '../slack/people.ts';
import type { Look } from './discord.ts';

interface Element {
  type: string;
  text?: { text: string } | string;
  action_id?: string;
  user_id?: string;
  channel_id?: string;
  url?: string;
  elements?: Element[];
  alt_text?: string;
  slack_file?: { id?: string };
  image_url?: string;
  /** Of a table. */
  caption?: string;
  rows?: Array<Array<{ text?: string }>>;
  options?: Array<{ text: { text: string }; value: string }>;
}

/** What a person reads in a Slack message, without formatting; images by file id. */
export function lookAtSlack(message: SeenMessage): Look {
  const look: Look = { text: '', images: [], buttons: [], choices: [] };
  for (const block of (message.blocks ?? []) as unknown as Element[]) {
    look.text += '\n';
    read(block, look);
  }
  for (const file of message.files ?? [])
    if (file.mode !== 'tombstone') look.images.push({ url: file.id, alt: String(file.alt_txt ?? '') });
  look.text = plain(look.text.trim() || message.text || '');
  return look;
}

function read(element: Element, look: Look): void {
  if (element.type === 'button')
    look.buttons.push({
      label: typeof element.text === 'object' ? element.text.text : '',
      ...(element.url ? { url: element.url } : element.action_id ? { customId: element.action_id } : {}),
    });
  else if (element.type === 'image' && element.slack_file?.id)
    look.images.push({ url: element.slack_file.id, alt: element.alt_text ?? '' });
  else if (element.type === 'image' && element.image_url)
    look.images.push({ url: element.image_url, alt: element.alt_text ?? '' });
  else if (element.rows)
    look.text += [
      element.caption ?? '',
      ...element.rows.map((row) => row.map(({ text = '' }) => text).join(' | ')),
    ].join('\n');
  else if (element.options)
    for (const { text, value } of element.options)
      look.choices.push({ label: text.text, value, customId: element.action_id ?? '' });
  else if (element.type === 'channel') look.text += `<#${element.channel_id}>`;
  else if (element.type === 'user') look.text += `<@${element.user_id}>`;
  else if (typeof element.text === 'object') look.text += `\n${element.text.text}`;
  else if (typeof element.text === 'string') look.text += element.text;
  for (const child of element.elements ?? []) read(child, look);
}

const plain = (text: string) =>
  text.replace(/[*_`]/g, '').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&').trim();
