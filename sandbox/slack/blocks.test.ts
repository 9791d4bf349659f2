import { afterAll, beforeAll, expect, test } from 'vitest';
import { type SlackStandIn, start } from './start.ts';
import { guildOf } from './testing.ts';

let slack: SlackStandIn;
beforeAll(async () => {
  slack = await start();
});
afterAll(() => slack.close());

const text = (length: number) => ({ type: 'plain_text' as const, text: 'x'.repeat(length) });
const section = (length: number) => ({
  type: 'section' as const,
  text: { type: 'mrkdwn' as const, text: 'x'.repeat(length) },
});
const button = (more = {}) => ({ type: 'button' as const, text: text(5), action_id: 'go', ...more });
const actions = (...elements: ReturnType<typeof button>[]) => ({ type: 'actions' as const, elements });
const image = (more = {}) => ({
  type: 'image' as const,
  image_url: 'https://example.com/a.png',
  alt_text: 'a',
  ...more,
});

test.each([
  ['51 blocks', Array(51).fill({ type: 'divider' }), 'no more than 50 items allowed [json-pointer:/blocks]'],
  ['a long section', [section(3001)], 'must be less than 3001 characters [json-pointer:/blocks/0/text/text]'],
  ['an empty section', [section(0)], 'must be more than 0 characters [json-pointer:/blocks/0/text/text]'],
  [
    'eleven fields',
    [{ type: 'section', fields: Array(11).fill(text(3)) }],
    'no more than 10 items allowed [json-pointer:/blocks/0/fields]',
  ],
  [
    'a long field',
    [{ type: 'section', fields: [text(2001)] }],
    'must be less than 2001 characters [json-pointer:/blocks/0/fields/0/text]',
  ],
  [
    '26 buttons',
    [actions(...Array.from({ length: 26 }, (_, n) => button({ action_id: `a${n}` })))],
    'no more than 25 items allowed [json-pointer:/blocks/0/elements]',
  ],
  [
    '101 rows',
    [{ type: 'table', rows: Array(101).fill([{ type: 'raw_text', text: 'x' }]) }],
    'no more than 100 items allowed [json-pointer:/blocks/0/rows]',
  ],
  [
    '21 cells',
    [{ type: 'table', rows: [Array(21).fill({ type: 'raw_text', text: 'x' })] }],
    'no more than 20 items allowed [json-pointer:/blocks/0/rows/0]',
  ],
  [
    'an empty cell',
    [{ type: 'table', rows: [[{ type: 'raw_text', text: '' }]] }],
    'must be more than 0 characters [json-pointer:/blocks/0/rows/0/0/text]',
  ],
  [
    'a button in a cell',
    [{ type: 'table', rows: [[button()]] }],
    'unsupported type: button [json-pointer:/blocks/0/rows/0/0/type]',
  ],
  [
    'a long label',
    [actions(button({ text: text(76) }))],
    'must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]',
  ],
  [
    'a long value',
    [actions(button({ value: 'x'.repeat(2001) }))],
    'must be less than 2001 characters [json-pointer:/blocks/0/elements/0/value]',
  ],
  [
    'a long action id',
    [actions(button({ action_id: 'x'.repeat(256) }))],
    'must be less than 256 characters [json-pointer:/blocks/0/elements/0/action_id]',
  ],
  [
    'a long block id',
    [{ ...section(1), block_id: 'x'.repeat(256) }],
    'must be less than 256 characters [json-pointer:/blocks/0/block_id]',
  ],
  [
    'an image without words',
    [{ ...image(), alt_text: undefined }],
    'missing required field: alt_text [json-pointer:/blocks/0]',
  ],
  [
    'an image with too many',
    [image({ alt_text: 'x'.repeat(2001) })],
    'must be less than 2001 characters [json-pointer:/blocks/0/alt_text]',
  ],
  ['an unknown block', [{ type: 'hologram' }], 'unsupported type: hologram [json-pointer:/blocks/0/type]'],
  ['a block of a prototype', [{ type: 'toString' }], 'unsupported type: toString [json-pointer:/blocks/0/type]'],
  [
    'an input element in actions',
    [{ type: 'actions', elements: [{ type: 'plain_text_input', action_id: 'a' }] }],
    'unsupported type: plain_text_input [json-pointer:/blocks/0/elements/0/type]',
  ],
  [
    '101 options',
    [
      {
        type: 'actions',
        elements: [
          {
            type: 'static_select',
            action_id: 's',
            options: Array.from({ length: 101 }, (_, n) => ({ text: text(3), value: `${n}` })),
          },
        ],
      },
    ],
    'no more than 100 items allowed [json-pointer:/blocks/0/elements/0/options]',
  ],
  [
    'an unknown file',
    [{ type: 'image', alt_text: 'a', slack_file: { id: 'F0NOSUCHXX' } }],
    'invalid slack file [json-pointer:/blocks/0/slack_file]',
  ],
])('blocks over a limit are refused with the reason: %s', async (_what, blocks, reason) => {
  const answer = await fetch(`${slack.apiUrl}chat.postMessage`, {
    method: 'POST',
    headers: { authorization: `Bearer ${guildOf(slack).botToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({ channel: guildOf(slack).general, text: 'x', blocks }),
  });
  expect(await answer.json()).toEqual({
    ok: false,
    error: 'invalid_blocks',
    errors: [reason],
    response_metadata: { messages: [`[ERROR] ${reason}`] },
  });
  slack.clock.advance(1000);
});
