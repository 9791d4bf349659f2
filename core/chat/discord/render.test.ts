import { ComponentType } from 'discord-api-types/v10';
import { expect, test } from 'vitest';
import { lookAtDiscord } from '#sandbox/look/discord.ts';
import { actions, code, images, items, note, table, text } from '../card/blocks.ts';
import type { Card } from '../card/card.ts';
import { button, link, menu, more } from '../card/controls.ts';
import { renderDiscord } from './render.ts';

const hostile = '**bold** <@123> @everyone [x](https://evil.example) `code` https://evil.example/a_b -# small\n# big';

const packs = (count: number, label?: string) =>
  Array.from({ length: count }, (_, index) =>
    button(label ?? `${index}`, { name: 'buy', args: { itemId: `pack-${index}` } }),
  );
const partsOf = (card: Card) => renderDiscord(card).components[0]?.components ?? [];
const textOf = (card: Card) =>
  partsOf(card)
    .flatMap((part) => (part.type === ComponentType.TextDisplay ? part.content : []))
    .join('');
const countOf = (parts: object[]): number =>
  parts.reduce(
    (sum, part) =>
      sum + 1 + ('components' in part ? countOf(part.components as object[]) : 0) + ('accessory' in part ? 1 : 0),
    0,
  );

test('shows a person’s words as they typed them: no mention, link or formatting of their making', () => {
  const card: Card = {
    tone: 'done',
    title: hostile,
    blocks: [
      text(hostile),
      note(hostile),
      text(hostile),
      items({ title: hostile, lines: [hostile] }),
      table('Spending', ['what'], [hostile]),
      table('Spending', ['what'], ...(hostile.match(/.{1,30}/gs) ?? []).map((piece) => [piece])),
    ],
  };
  const container = renderDiscord(card).components[0];
  const code = JSON.stringify(container?.components.at(-1));
  const sent = JSON.stringify({ ...container, components: container?.components.slice(0, -1) });
  expect(sent).not.toMatch(/(?<!\\\\)@everyone/);
  expect(sent).not.toMatch(/(?<!\\\\)<@/);
  // Whoever copies it gets what was typed, without characters put in.
  expect(sent).not.toMatch(/\u200b/);
  expect(sent).not.toMatch(/https:\/\/evil/);
  expect(sent).not.toMatch(/\]\(/);
  // A code block shows everything literally, and only its own fences may end it.
  expect(code.split('```')).toHaveLength(3);
  // Yet all of it is there to read.
  expect(lookAtDiscord({ content: '', components: renderDiscord(card).components }).text).toContain('@everyone');
});

test('what does the same is drawn once: Discord takes no id twice in a message', () => {
  const again = [...packs(2), ...packs(1, 'The same')];
  const card: Card = {
    tone: 'notice',
    title: 'x',
    blocks: [actions(...again), actions(menu('Choose', again), ...again)],
  };
  const { components } = renderDiscord(card);
  expect(lookAtDiscord({ content: '', components }).buttons.map(({ label }) => label)).toEqual(['0', '1']);
  expect(JSON.stringify(components)).not.toContain('The same');
});

test('a command is what one types in Discord', () => {
  const line = ['Type ', { command: 'team cap' }, '.'];
  const { components } = renderDiscord({ tone: 'notice', title: 'x', blocks: [text(line), note(line)] });
  expect(lookAtDiscord({ content: '', components }).text).toContain('Type `/team cap`.');
  expect(JSON.stringify(components)).toContain('-# Type `/team cap`.');
});

test('every block is drawn, in the order in which it stands; what is empty is not', () => {
  const card: Card = {
    tone: 'notice',
    title: 'Everything',
    blocks: [
      text('one', 'two'),
      text(),
      images({ filename: '1.png', alt: 'a fox' }),
      table('Spending', ['who', 'spent'], ['Ada', { bold: '7' }], [{ command: 'team cap' }, '123']),
      items(
        {
          title: 'A fox',
          lines: ['done'],
          thumbnail: { url: 'https://example.com/1.png', alt: 'a fox', type: 'image/png' },
        },
        { title: 'An owl', lines: ['running'], controls: packs(1, 'Show') },
      ),
      images(),
      actions(
        link('Web', 'https://example.com/'),
        menu('Choose', packs(2)),
        button('Get', { name: 'get-credits', args: {} }),
      ),
      text('after'),
      actions(),
      note('small'),
    ],
  };
  const row = (...components: object[]) => ({ type: ComponentType.ActionRow, components });
  const words = (content: string) => ({ type: ComponentType.TextDisplay, content });
  const media = {
    type: ComponentType.MediaGallery,
    items: [{ media: { url: 'attachment://1.png' }, description: 'a fox' }],
  };
  expect(partsOf(card)).toEqual([
    words('**Everything**\none\ntwo'),
    media,
    { type: ComponentType.Separator, spacing: 1, divider: true },
    words('**Spending**\n```\nwho        spent\n---------  -----\nAda        7\n/team cap  123\n```'),
    {
      type: ComponentType.Section,
      components: [words('**A fox**\ndone')],
      accessory: { type: ComponentType.Thumbnail, media: { url: 'https://example.com/1.png' }, description: 'a fox' },
    },
    words('**An owl**\nrunning'),
    row({ type: ComponentType.Button, style: 2, label: 'Show', custom_id: 'v2:buy:pack-0' }),
    row({ type: ComponentType.Button, style: 5, label: 'Web', url: 'https://example.com/' }),
    row({
      type: ComponentType.StringSelect,
      custom_id: 'menu:0',
      placeholder: 'Choose',
      options: [
        { label: '0', value: 'v2:buy:pack-0' },
        { label: '1', value: 'v2:buy:pack-1' },
      ],
    }),
    row({ type: ComponentType.Button, style: 2, label: 'Get', custom_id: 'v2:get-credits' }),
    words('after'),
    words('-# small'),
  ]);
});

test('a line stands between pictures with their small print and what one can do with them, if there is room', () => {
  const card = (...below: Card['blocks']): Card => ({
    tone: 'done',
    title: 'x',
    blocks: [images({ filename: '1.png', alt: 'a fox' }), note('small'), ...below],
  });
  const types = (shown: Card) => partsOf(shown).map(({ type }) => type);
  const { TextDisplay, MediaGallery, Separator, ActionRow } = ComponentType;
  const shown = [TextDisplay, MediaGallery, TextDisplay];
  expect(types(card(actions(...packs(2))))).toEqual([...shown, Separator, ActionRow]);
  expect(types(card())).toEqual(shown);
  expect(types(card(actions(...packs(60))))).not.toContain(Separator);
  expect(types({ tone: 'done', title: 'x', blocks: [text('y'), actions(...packs(2))] })).not.toContain(Separator);
});

test('keeps the limits of Discord', () => {
  const card: Card = {
    tone: 'done',
    title: 'a'.repeat(3000),
    blocks: [
      text('b'.repeat(3000)),
      images(...Array.from({ length: 12 }, (_, index) => ({ filename: `${index}.png`, alt: 'c'.repeat(2000) }))),
      note('n'),
      actions(...packs(7, 'd'.repeat(100)), menu('e'.repeat(200), packs(30, 'f'.repeat(200)))),
    ],
  };
  const parts = partsOf(card);
  expect(textOf(card).length).toBeLessThanOrEqual(4000);
  expect(textOf(card)).toContain('2 more images and 5 more choices do not fit here.');
  const gallery = parts.find((part) => part.type === ComponentType.MediaGallery);
  expect(gallery?.items).toHaveLength(10);
  expect(gallery?.items[0]?.description).toHaveLength(1024);
  const rows = parts.filter((part) => part.type === ComponentType.ActionRow);
  expect(rows.map((row) => row.components.length)).toEqual([5, 2, 1]);
  const [select] = rows[2]?.components ?? [];
  if (select?.type !== ComponentType.StringSelect) throw new Error('the last is a menu');
  expect(select.placeholder).toHaveLength(150);
  expect(select.options.map(({ label }) => label.length)).toEqual(Array(25).fill(100));
  expect(renderDiscord(card).allowed_mentions).toEqual({ parse: [] });
});

test('a message is within its limits as a whole, and says what did not fit', () => {
  const card: Card = {
    tone: 'done',
    title: 'a'.repeat(3000),
    blocks: [
      text('b'.repeat(3000)),
      images({ filename: '1.png', alt: 'c' }),
      note('n'.repeat(3000)),
      actions(...packs(60)),
    ],
  };
  expect(countOf(renderDiscord(card).components)).toBe(40);
  expect(textOf(card).length).toBeLessThanOrEqual(4000);
  expect(textOf(card)).toContain('30 more buttons do not fit here.');
});

test('so it is with lists and tables, whose parts are whole or absent, and with more blocks than there are components', () => {
  const thumbnail = { url: 'https://example.com/1.png', alt: 'a fox', type: 'image/png' as const };
  const long: Card = {
    tone: 'done',
    title: 'x',
    blocks: [
      items(
        ...Array.from({ length: 20 }, (_, index) => ({
          title: `${index}`,
          thumbnail,
          controls: packs(2 * index + 2).slice(-2),
        })),
      ),
      actions(menu('Choose', packs(2))),
      note('n'),
    ],
  };
  expect(countOf(renderDiscord(long).components)).toBeLessThanOrEqual(40);
  expect(textOf(long)).toContain('14 more items and 1 more menu do not fit here.');
  const rows = Array.from({ length: 300 }, (_, index) => [`${index}`, 'y'.repeat(60)]);
  const wide: Card = {
    tone: 'done',
    title: 'x',
    blocks: [table('Spending', ['n', 'y'], ...rows), table('Spending', ['n'], ['1'])],
  };
  expect(textOf(wide).length).toBeLessThanOrEqual(4000);
  expect(textOf(wide)).toMatch(
    /^\*\*x\*\*\n1 more table and \d+ more rows do not fit here\.\*\*Spending\*\*\n\*\*0\*\* · y{60}\n/,
  );
  const many: Card = { tone: 'done', title: 'x', blocks: Array.from({ length: 50 }, () => text('y')) };
  expect(countOf(renderDiscord(many).components)).toBeLessThanOrEqual(40);
  expect(textOf(many)).toContain('11 more parts do not fit here.');
});

test('who asked is named and not notified; pictures have their numbers, and what is rarer its menu below the row', () => {
  const choices = packs(2).map(({ label, does }) => ({ label, does }));
  const card: Card = {
    tone: 'done',
    title: 'x',
    blocks: [
      note(['for ', { by: '123', name: 'Ada' }]),
      images(
        { filename: '1.png', alt: 'a fox', number: 1 },
        { filename: '2.png', alt: 'a fox', number: 2, url: 'https://example.com/2.png' },
      ),
      actions(...packs(2), ...more(...choices), ...more()),
    ],
  };
  const { components, allowed_mentions } = renderDiscord(card);
  expect(JSON.stringify(components)).toContain('-# for <@123>');
  expect(allowed_mentions).toEqual({ parse: [] });
  expect(partsOf(card).find(({ type }) => type === ComponentType.MediaGallery)).toMatchObject({
    items: [
      { media: { url: 'attachment://1.png' }, description: '1: a fox' },
      { media: { url: 'https://example.com/2.png' }, description: '2: a fox' },
    ],
  });
  expect(textOf(card)).toContain('-# Numbered in reading order: 1, 2');
  const rows = partsOf(card).filter(({ type }) => type === ComponentType.ActionRow);
  expect(rows.map((row) => ('components' in row ? row.components.map(({ type }) => type) : []))).toEqual([[2, 2], [3]]);
});

test('words to be copied stand in a box, literally, and leave it by no sign of theirs', () => {
  const card = (words: string): Card => ({ tone: 'done', title: 'x', blocks: [code(words)] });
  expect(textOf(card(hostile))).toContain(`\`\`\`\n${hostile}\n\`\`\``);
  expect(textOf(card('a ``` b'))).toContain('a \\`\\`\\` b');
  expect(textOf(card('x'.repeat(9_000)))).toMatch(/x…\n```$/);
  expect(textOf(card('x'.repeat(9_000))).length).toBeLessThanOrEqual(4_000);
});
