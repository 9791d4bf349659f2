import { expect, it } from 'vitest';
import { checkBlocks, elementsOf, withIds } from './blocks.ts';

const said = (...blocks: object[]) => checkBlocks(blocks, 'message', () => true).join('\n');
const hero_image = { type: 'image', slack_file: { id: 'F1' }, alt_text: 'a fox' };
const text = (words: string) => ({ type: 'mrkdwn', text: words });
const button = (action_id: string) => ({ type: 'button', text: { type: 'plain_text', text: 'Go' }, action_id });
const card = { type: 'card', hero_image, title: text('1'), actions: [button('a')] };

it('takes what the reference allows, and finds the buttons in it', () => {
  const carousel = { type: 'carousel', elements: [card, { type: 'card', body: text('two'), actions: [button('b')] }] };
  const container = {
    type: 'container',
    title: { type: 'plain_text', text: 'x' },
    child_blocks: [{ type: 'divider' }],
  };
  expect(said(card, carousel, container)).toBe('');
  const [withId] = withIds([carousel]);
  expect(withId && elementsOf(withId).map(({ action_id }) => action_id)).toEqual(['a', 'b']);
});

it('refuses what it does not', () => {
  expect(said({ type: 'card', subtitle: text('x') })).toContain('one of hero_image, title, actions, body');
  expect(said({ type: 'card', title: text('x'.repeat(151)) })).toContain('/blocks/0/title/text');
  expect(said({ type: 'card', body: text('x'.repeat(201)) })).toContain('/blocks/0/body/text');
  expect(said({ type: 'carousel', elements: Array(11).fill(card) })).toContain('no more than 10 items');
  expect(said({ type: 'carousel', elements: [{ type: 'divider' }] })).toContain('unsupported type: divider');
  const child_blocks = [{ type: 'carousel', elements: [card] }];
  expect(said({ type: 'container', child_blocks })).toMatch(/required field: title.*unsupported type: carousel/s);
});

const cell = (words: string) => ({ type: 'raw_text', text: words });
const table = (over: object = {}) => ({
  ...{ type: 'data_table', caption: 'Spending', rows: [[cell('who'), cell('spent')]] },
  ...over,
});
const rows = (count: number, words = 'x') => Array.from({ length: count }, () => [cell(words), cell('y')]);

it('takes a data table within its limits', () => {
  const number = { type: 'raw_number', value: 7, text: '7' };
  expect(said(table({ page_size: 20, rows: [...rows(1), [cell('Ada'), number], ...rows(99)] }))).toBe('');
  expect(said(table({ rows: rows(1) }))).toContain('no less than 2 items');
  expect(said(table({ rows: rows(102) }))).toContain('no more than 101 items');
  expect(said(table({ caption: undefined, rows: rows(2) }))).toContain('required field: caption');
  expect(said(table({ rows: [...rows(1), [cell('Ada')]] }))).toContain('same number of cells');
  expect(said(table({ rows: [...rows(1), [cell(''), cell('y')]] }))).toContain('/blocks/0/rows/1/0/text');
  expect(said(table({ rows: [[{ type: 'rich_text', elements: [] }], [cell('x')]] }))).toContain(
    'unsupported type: rich_text',
  );
  expect(said(table({ page_size: 101, rows: rows(2) }))).toContain('/blocks/0/page_size');
  const half = table({ rows: rows(60, 'x'.repeat(100)) });
  expect(said(half)).toBe('');
  expect(said(half, half)).toContain('no more than 10000 characters');
  expect(checkBlocks([table({ rows: rows(2) })], 'modal', () => true).join()).toContain('unsupported type: data_table');
});

it('takes an alert in a modal alone', () => {
  const alert = { type: 'alert', level: 'warning', text: text('Not enough') };
  const inModal = (block: object) => checkBlocks([block], 'modal', () => true).join();
  expect(inModal(alert)).toBe('');
  expect(inModal({ ...alert, level: 'loud' })).toContain('/blocks/0/level');
  expect(inModal({ ...alert, text: undefined })).toContain('required field: text');
  expect(said(alert)).toContain('unsupported type: alert');
});
