import { expect, test } from 'vitest';
import { lookAtSlack } from '#sandbox/look/slack.ts';
import { actions, code, images, items, note, table, text } from '../card/blocks.ts';
import type { Card } from '../card/card.ts';
import { button, link, menu, more } from '../card/controls.ts';
import type { Text } from '../card/text.ts';
import { slackLimits } from './limits.ts';
import { renderSlack } from './render.ts';

const hostile =
  '*bold* <!channel> <@U123> @here <https://evil.example|x> `code` https://evil.example ~a~ _b_ :tada: & \n> q';

const packs = (count: number, label?: string) =>
  Array.from({ length: count }, (_, index) =>
    button(label ?? `${index}`, { name: 'buy', args: { itemId: `pack-${index}` } }),
  );
/** All text that counts towards a message's characters. */
const charsOf = (blocks: object[]) =>
  [...JSON.stringify(blocks).matchAll(/"text":"((?:[^"\\]|\\.)*)"/g)].reduce(
    (sum, [, each]) => sum + (each?.length ?? 0),
    0,
  );

test('shows a person’s words as they typed them, where Slack reads no formatting', () => {
  const card: Card = {
    tone: 'done',
    title: hostile,
    blocks: [text(hostile, [{ bold: hostile }, { code: hostile }])],
  };
  const { blocks, text: bare } = renderSlack(card);
  // Rich text and plain text are shown literally; mrkdwn would not be.
  expect(JSON.stringify(blocks)).not.toContain('mrkdwn');
  const shown = JSON.stringify(blocks);
  expect(shown.split(JSON.stringify(hostile).slice(1, -1))).toHaveLength(5);
  expect(shown).not.toMatch(/"type":"(user|link|broadcast|channel|usergroup|emoji)"/);
  // The text for notifications is mrkdwn: nothing in it may be one of Slack's own tags.
  expect(bare).not.toMatch(/[<>]/);
  expect(bare).toContain('&lt;!channel&gt;');
});

test('a note of bare words is plain text, and one with more keeps theirs from being formatted', () => {
  const bare = renderSlack({ tone: 'done', title: 'x', blocks: [note(hostile)] }).blocks[1];
  expect(bare).toEqual({ type: 'context', elements: [{ type: 'plain_text', text: hostile, emoji: false }] });
  const more = [hostile, { link: 'a|b>', url: 'https://example.com/?a=1&b=2|3' }, { person: 'U9' }];
  const [element] = (renderSlack({ tone: 'done', title: 'x', blocks: [note(more)] }).blocks[1] as Context).elements;
  expect(element).toMatchObject({ type: 'mrkdwn', verbatim: true });
  const tags = [...(element?.text ?? '').matchAll(/<([^>]*)>/g)].map(([, tag]) => tag);
  expect(tags).toEqual(['https://example.com/?a=1&amp;b=2%7C3|a\u200b|\u200bb&gt;', '@U9']);
  expect(element?.text).not.toMatch(/(^|[^\u200b])[*_~`:](?!\u200b|\/\/example)/);
});

type Context = { elements: Array<{ type: string; text: string }> };

test('people, links and tones', () => {
  const line: Text = [{ person: 'U1' }, ' see ', { link: 'the page', url: 'https://example.com/' }, ''];
  const [rich] = renderSlack({ tone: 'problem', title: 'No', blocks: [text(line)] }).blocks;
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

test('who and where is named by id has a name in the text for notifications, and half a tag is never there', () => {
  const line = [
    { by: 'U1' },
    ' and ',
    { by: 'U2', name: 'Grace <3' },
    ' in ',
    { channel: 'C1' },
    ' with ',
    { person: 'U3' },
  ];
  const bareOf = (title: string) => renderSlack({ tone: 'notice', title, blocks: [text(line)] }).text;
  expect(bareOf('x')).toBe('x\n<@U1> and Grace &lt;3 in <#C1> with <@U3>');
  expect(bareOf('y'.repeat(slackLimits.text - 3))).toMatch(/y\n…$/);
});

test('a command is what one types in Slack, wherever it stands', () => {
  const line = ['Type ', { command: 'team cap' }, ' or ', { command: 'imagine' }];
  const card: Card = { tone: 'notice', title: 'x', blocks: [text(line), note(line)] };
  const { text: bare, blocks } = renderSlack(card);
  expect(bare).toBe('x\nType /upixel team cap or /imagine\nType /upixel team cap or /imagine');
  const shown = JSON.stringify(blocks);
  expect(shown).toContain('{"type":"text","text":"/upixel team cap","style":{"code":true}}');
  expect(shown).toContain('Type `/upixel team cap` or `/imagine`');
});

test('what does the same is drawn once: Slack takes no id twice in a block', () => {
  const again = [...packs(2), ...packs(1, 'The same')];
  const { blocks } = renderSlack({ tone: 'notice', title: 'x', blocks: [actions(...again, menu('Choose', again))] });
  expect(lookAtSlack({ text: '', blocks } as never).buttons.map(({ label }) => label)).toEqual(['0', '1']);
  expect(JSON.stringify(blocks)).not.toContain('The same');
});

test('keeps the limits of Slack', () => {
  const { blocks, text: bare } = renderSlack({
    tone: 'working',
    title: 'a'.repeat(2000),
    blocks: [
      text('b'.repeat(3000), 'c'.repeat(10)),
      note('n'.repeat(3000)),
      actions(
        button('d'.repeat(100), { name: 'get-credits', args: {} }, 'primary'),
        link('Web', 'https://example.com/'),
        ...packs(28),
      ),
    ],
  });
  expect(bare.length).toBeLessThanOrEqual(5 * slackLimits.text);
  expect(lookAtSlack({ text: '', blocks } as never).text.length).toBeLessThanOrEqual(5100);
  const rows = blocks.flatMap((block) => (block.type === 'actions' && 'elements' in block ? [block.elements] : []));
  expect(rows.map((row) => row.length)).toEqual([25, 5]);
  const ids = rows.flat().map((button) => ('action_id' in button ? button.action_id : undefined));
  expect(new Set(ids).size).toBe(30);
  expect(rows[0]?.[0]).toMatchObject({ style: 'primary', text: { text: `${'d'.repeat(74)}…` } });
  expect(rows[0]?.[1]).toMatchObject({ url: 'https://example.com/' });
});

test('a message is within its limits as a whole, and says what did not fit', () => {
  const { blocks } = renderSlack({
    tone: 'done',
    title: 'a'.repeat(3000),
    blocks: [text('b'.repeat(3000)), note('n'.repeat(3000)), actions(...packs(101, 'd'.repeat(100)))],
  });
  expect(blocks.length).toBeLessThanOrEqual(50);
  expect(charsOf(blocks)).toBeLessThanOrEqual(13_200);
  expect(JSON.stringify(blocks)).toContain('1 more button does not fit here.');
});

test('every block is drawn, in the order in which it stands; what is empty is not', () => {
  const { blocks, text: bare } = renderSlack({
    tone: 'notice',
    title: 'Everything',
    blocks: [
      text('one', 'two'),
      text(),
      images({ filename: '1.png', alt: 'a fox' }),
      table('Spending', ['who', 'spent'], ['Ada', { bold: '7' }], [{ command: 'team cap' }, '']),
      items(
        {
          title: '*A* fox',
          lines: [hostile],
          thumbnail: { url: 'https://example.com/1.png', alt: 'a fox', type: 'image/png' },
        },
        { title: 'An owl', lines: ['running'], controls: packs(1, 'Show') },
      ),
      images(),
      actions(menu('Choose', packs(2)), link('Web', 'https://example.com/')),
      text('after'),
      actions(),
      note('small'),
    ],
  });
  const plain = (words: string) => ({ type: 'plain_text', text: words, emoji: true });
  const rich = (...elements: object[]) => ({
    type: 'rich_text',
    elements: [{ type: 'rich_text_section', elements }],
  });
  const word = (words: string, style?: object) => ({ type: 'text', text: words, ...(style ? { style } : {}) });
  const raw = (words: string) => ({ type: 'raw_text', text: words });
  expect(blocks.map((block, at) => (at === 2 ? 'the section' : block))).toEqual([
    rich(word('🟡 '), word('Everything', { bold: true }), word('\n'), word('one'), word('\n'), word('two')),
    {
      type: 'data_table',
      caption: 'Spending',
      page_size: 2,
      rows: [
        [raw('who'), raw('spent')],
        [raw('Ada'), { type: 'raw_number', value: 7, text: '7' }],
        [raw('/upixel team cap'), raw('–')],
      ],
    },
    'the section',
    rich(word('An owl', { bold: true }), word('\n'), word('running')),
    { type: 'actions', elements: [{ type: 'button', text: plain('Show'), action_id: 'v2:buy:pack-0' }] },
    {
      type: 'actions',
      elements: [
        {
          type: 'static_select',
          action_id: 'menu:1',
          placeholder: plain('Choose'),
          options: [
            { text: plain('0'), value: 'v2:buy:pack-0' },
            { text: plain('1'), value: 'v2:buy:pack-1' },
          ],
        },
        { type: 'button', text: plain('Web'), url: 'https://example.com/', action_id: 'url:2' },
      ],
    },
    rich(word('after')),
    { type: 'context', elements: [{ type: 'plain_text', text: 'small', emoji: false }] },
  ]);
  // What a person typed has no meaning in it, and is copied as it was typed.
  expect(blocks[2]).toMatchObject({
    type: 'section',
    text: { type: 'plain_text', text: `*A* fox\n${hostile}` },
    accessory: { type: 'image', image_url: 'https://example.com/1.png', alt_text: 'a fox' },
  });
  expect(bare).toContain('Everything\none\ntwo\nSpending\nwho | spent\nAda | 7\n/upixel team cap | \n*A* fox\n');
});

test('lists and tables are within the limits too: their parts are whole or absent', () => {
  const long = renderSlack({
    tone: 'done',
    title: 'x',
    blocks: [
      items(...Array.from({ length: 60 }, (_, index) => ({ title: `${index}`, controls: packs(1) }))),
      actions(menu('Choose', packs(2))),
      note('n'),
    ],
  }).blocks;
  expect(long.length).toBeLessThanOrEqual(50);
  expect(JSON.stringify(long)).toContain('36 more items and 1 more menu do not fit here.');
  const rows = Array.from({ length: 300 }, (_, index) => [`${index}`, 'y']);
  const wide = renderSlack({
    tone: 'done',
    title: 'x',
    blocks: [table('Spending', ['n', 'y'], ...rows), table('Spending', ['n'], ['1'])],
  }).blocks;
  expect(JSON.stringify(wide)).toContain('200 more rows do not fit here.');
  const much = renderSlack({
    tone: 'done',
    title: 'x',
    blocks: [
      table('Spending', ['n'], ...Array.from({ length: 90 }, () => ['z'.repeat(100)])),
      actions(menu('m'.repeat(100), packs(150, 'd'.repeat(100)))),
      note('n'.repeat(3000)),
    ],
  }).blocks;
  expect(charsOf(much)).toBeLessThanOrEqual(13_200);
  expect(JSON.stringify(much)).toContain('61 more rows and 51 more choices do not fit here.');
  const many = renderSlack({ tone: 'done', title: 'x', blocks: Array.from({ length: 60 }, () => text('y')) }).blocks;
  expect(many).toHaveLength(50);
  expect(JSON.stringify(many)).toContain('10 more parts do not fit here.');
});

test('a window shows what went wrong as an alert, and the rows of a table as lines', () => {
  const blocks = [text('Nothing was taken.'), table('Spending', ['who', 'spent'], ['Ada', '7'], ['Grace', '3'])];
  const inModal = renderSlack({ tone: 'problem', title: 'That did not work', blocks }, 'modal').blocks;
  expect(inModal.map(({ type }) => type)).toEqual(['alert', 'rich_text', 'rich_text']);
  expect(inModal[0]).toMatchObject({ level: 'error', text: { text: 'That did not work' } });
  expect(JSON.stringify(inModal[1])).not.toContain('That did not work');
  const words = JSON.stringify(inModal[2]);
  for (const each of ['Spending', 'Ada', ' · ', '7', 'Grace']) expect(words).toContain(`"${each}"`);
  const others = [
    renderSlack({ tone: 'problem', title: 'x', blocks }, 'home'),
    renderSlack({ tone: 'notice', title: 'x', blocks }, 'modal'),
  ];
  for (const { blocks: shown } of others) expect(shown.map(({ type }) => type)).toEqual(['rich_text', 'rich_text']);
});

test('who asked is named and not notified; what is rarer goes into an overflow while it holds it', () => {
  const choice = (id: string) => ({ label: id, does: { name: 'buy', args: { itemId: id } } }) as const;
  const ids = ['1', '2', '3', '4', '5', '6'];
  const { blocks, text: bare } = renderSlack({
    tone: 'done',
    title: 'x',
    blocks: [
      text([{ by: 'U1', name: 'Ada' }, { by: 'U2' }]),
      note(['for ', { by: 'U1', name: 'A*da' }]),
      images({ filename: '1.png', alt: 'a fox', number: 2, url: 'https://example.com/1.png' }),
      actions(...packs(2), ...more(...ids.slice(1).map(choice))),
      actions(...more(...ids.map(choice)), ...more()),
    ],
  });
  const shown = JSON.stringify(blocks);
  // Who has no name is mentioned: better notified than nobody.
  expect(shown).toContain('{"type":"text","text":"Ada"},{"type":"user","user_id":"U2"}');
  expect(shown).toContain('for A\u200b*\u200bda');
  expect(bare).toContain('Ada<@U2>');
  expect(blocks.find(({ type }) => type === 'image')).toMatchObject({
    image_url: 'https://example.com/1.png',
    title: { text: '2' },
  });
  const rows = blocks.flatMap((block) => (block.type === 'actions' && 'elements' in block ? [block.elements] : []));
  expect(rows.map((row) => row.map(({ type }) => type))).toEqual([['button', 'button', 'overflow'], ['static_select']]);
});

test('words to be copied stand in a box, literally', () => {
  const { blocks, text: bare } = renderSlack({ tone: 'done', title: 'x', blocks: [code(hostile)] });
  expect(blocks[1]).toEqual({
    type: 'rich_text',
    elements: [{ type: 'rich_text_preformatted', elements: [{ type: 'text', text: hostile }] }],
  });
  expect(bare).toContain('&lt;!channel&gt;');
});
