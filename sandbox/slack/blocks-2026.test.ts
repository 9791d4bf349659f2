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
