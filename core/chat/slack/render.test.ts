import { expect, test } from 'vitest';
import { lookAtSlack } from '#sandbox/look/slack.ts';
import type { Card } from '../card.ts';
import { slackLimits } from './limits.ts';
import { renderSlack } from './render.ts';

const hostile =
  '*bold* <!channel> <@U123> @here <https://evil.example|x> `code` https://evil.example ~a~ _b_ :tada: & \n> q';

test('shows a person’s words as they typed them, where Slack reads no formatting', () => {
  const card: Card = { tone: 'done', title: hostile, lines: [hostile, [{ bold: hostile }, { code: hostile }]] };
  const { blocks, text } = renderSlack(card);
  // Rich text and plain text are shown to the letter; mrkdwn would not be.
  expect(JSON.stringify(blocks)).not.toContain('mrkdwn');
  const shown = JSON.stringify(blocks);
  expect(shown.split(JSON.stringify(hostile).slice(1, -1))).toHaveLength(5);
  expect(shown).not.toMatch(/"type":"(user|link|broadcast|channel|usergroup|emoji)"/);
  // The text for notifications is mrkdwn: nothing in it may be one of Slack's own tags.
  expect(text).not.toMatch(/[<>]/);
  expect(text).toContain('&lt;!channel&gt;');
});

test('a note of bare words is plain text, and one with more keeps theirs from being formatted', () => {
  const bare = renderSlack({ tone: 'done', title: 'x', lines: [], note: hostile }).blocks[1];
  expect(bare).toEqual({ type: 'context', elements: [{ type: 'plain_text', text: hostile, emoji: false }] });
  const note = [hostile, { link: 'a|b>', url: 'https://example.com/?a=1&b=2|3' }, { person: 'U9' }];
  const [element] = (renderSlack({ tone: 'done', title: 'x', lines: [], note }).blocks[1] as Context).elements;
  expect(element).toMatchObject({ type: 'mrkdwn', verbatim: true });
  const tags = [...(element?.text ?? '').matchAll(/<([^>]*)>/g)].map(([, tag]) => tag);
  expect(tags).toEqual(['https://example.com/?a=1&amp;b=2%7C3|a\u200b|\u200bb&gt;', '@U9']);
  expect(element?.text).not.toMatch(/(^|[^\u200b])[*_~`:](?!\u200b|\/\/example)/);
});

type Context = { elements: Array<{ type: string; text: string }> };

test('people, links and tones', () => {
  const lines = [[{ person: 'U1' }, ' see ', { link: 'the page', url: 'https://example.com/' }, '']];
  const [rich] = renderSlack({ tone: 'problem', title: 'No', lines }).blocks;
  expect(rich).toEqual({
    type: 'rich_text',
    elements: [
      {
        type: 'rich_text_section',
        elements: [
          { type: 'text', text: '🔴 ' },
          { type: 'text', text: 'No', style: { bold: true } },
          { type: 'text', text: '\n' },
          { type: 'user', user_id: 'U1' },
          { type: 'text', text: ' see ' },
          { type: 'link', url: 'https://example.com/', text: 'the page' },
        ],
      },
    ],
  });
});

test('a command is what one types in Slack, wherever it stands', () => {
  const line = ['Type ', { command: 'team cap' }, ' or ', { command: 'imagine' }];
  const { text, blocks } = renderSlack({ tone: 'notice', title: 'x', lines: [line], note: line });
  expect(text).toBe('x\nType /upixel team cap or /imagine\nType /upixel team cap or /imagine');
  const shown = JSON.stringify(blocks);
  expect(shown).toContain('{"type":"text","text":"/upixel team cap","style":{"code":true}}');
  expect(shown).toContain('Type `/upixel team cap` or `/imagine`');
});

test('keeps the limits of Slack', () => {
  const { blocks, text } = renderSlack({
    tone: 'working',
    title: 'a'.repeat(2000),
    lines: ['b'.repeat(3000), 'c'.repeat(10)],
    note: 'n'.repeat(3000),
    buttons: [
      { label: 'd'.repeat(100), id: 'v1:again', style: 'primary' },
      { label: 'Web', url: 'https://example.com/' },
      ...Array.from({ length: 28 }, (_, index) => ({ label: `${index}`, id: `v1:${index}` })),
    ],
  });
  expect(text.length).toBeLessThanOrEqual(5 * slackLimits.text);
  expect(lookAtSlack({ text: '', blocks } as never).text.length).toBeLessThanOrEqual(5100);
  const rows = blocks.flatMap((block) => (block.type === 'actions' && 'elements' in block ? [block.elements] : []));
  expect(rows.map((row) => row.length)).toEqual([25, 5]);
  const ids = rows.flat().map((button) => ('action_id' in button ? button.action_id : undefined));
  expect(new Set(ids).size).toBe(30);
  expect(rows[0]?.[0]).toMatchObject({ style: 'primary', text: { text: `${'d'.repeat(74)}…` } });
  expect(rows[0]?.[1]).toMatchObject({ url: 'https://example.com/' });
});
