import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { itemId } from '../billing/item-id.ts';
import { items } from '../billing/plans.ts';
import { channelWishes } from '../places/channel-wishes.ts';
import { decodeIntent, encodeIntent, type Intent, type IntentName, intentArgs } from './intent.ts';

const id = randomUUID();
const first = {
  buy: { itemId: 'pack-2000' },
  'get-credits': {},
  unlink: { identityId: id },
  'undo-gift': { giftId: id },
};
/** Not in the first version. */
const later = {
  'open-command': { command: 'models' },
  'help-about': { group: 'pay' },
  'new-image': {},
  'image-by': { fields: 'prompt.background.reference.seamless.strength' },
  'history-page': { after: id },
  'undelivered-page': { after: id },
  'list-page': { list: 'queue', page: '1' },
  'place-channels': { wish: channelWishes[0] },
  'place-rules': { adult: 'yes' },
  settings: {},
  'post-here': { generationId: id },
  remix: { generationId: id },
  download: { generationId: id },
  save: { generationId: id },
  'save-in': { generationId: id, projectId: id },
  'save-new': { generationId: id },
  'use-reference': { assetId: id },
  animate: { assetId: id },
  pick: { generationId: id, what: 'use-reference' },
  export: { generationId: id, several: 'no' },
  agree: { press: `v2:use-reference:${id}`, credits: '1200' },
  'go-on': { press: `v2:use-reference:${id}`, credits: '1200', after: 'mhx9k2abc' },
  correct: { press: `v2:use-reference:${id}` },
  'make-written': { message: '1298500113040728065', credits: '12', mark: 'aZ09_-xy' },
  prompt: { generationId: id },
  'privacy-ask': { kind: 'correct' },
  'privacy-statistics': { wanted: 'object' },
  'privacy-requests': {},
  'ask-delete-me': {},
  'delete-me': { what: 'all' },
  'stop-deletion': {},
  'privacy-export': {},
  'workspace-data': { what: 'show' },
  'show-palette': { palette: 'pico-8' },
  'use-palette': { palette: id },
  'ask-delete-palette': { palette: id },
  'delete-palette': { palette: id },
  'add-palette': {},
  'palette-of': { generationId: id },
  'keep-palette': { assetId: id },
  recolour: { assetId: id },
  upscale: { assetId: id },
  vary: { assetId: id },
  'cut-out': { assetId: id },
  edit: { assetId: id },
  describe: { assetId: id },
  'keep-offer': { assetId: id },
  'give-back': { assetId: id },
  'make-like': { generationId: id },
  'describe-file': {},
  'use-attached': { picture: '12345678901234567890' },
  'upscale-attached': { picture: '12345678901234567890' },
  'cut-out-attached': { picture: 'F0PXLAPP42K' },
  'edit-attached': { picture: 'F0PXLAPP42K' },
  'describe-attached': { picture: 'F0PXLAPP42K' },
  'pixel-art': { assetId: id },
  'pixel-art-attached': { picture: 'F0PXLAPP42K' },
  pixelate: { generationId: id, longest: '128' },
  'keep-candidate': { assetId: id },
  'pixel-file': {},
};
const known = { ...first, ...later };
const argsOf = (name: IntentName) => (name in known ? known[name as keyof typeof known] : { generationId: id });
const names = Object.keys(intentArgs) as IntentName[];

test.each(names)('%s is read back as it was written', (name) => {
  const intent = { name, args: argsOf(name) } as Intent;
  expect(decodeIntent(encodeIntent(intent))).toEqual(intent);
});

test('what stands on a private card says so, with whatever it does', () => {
  const intent: Intent = { name: 'again', args: { generationId: id }, isPrivate: true };
  expect(encodeIntent(intent)).toBe(`p2:again:${id}`);
  expect(decodeIntent(`p2:again:${id}`)).toEqual(intent);
  const press = encodeIntent({ name: 'use-reference', args: { assetId: id }, isPrivate: true });
  expect(decodeIntent(encodeIntent({ name: 'agree', args: { press, credits: '12' } }))).toMatchObject({
    args: { press },
  });
});

test('the longest fits within the limit of Discord, and what does not is a mistake of ours', () => {
  for (const item of items)
    expect(encodeIntent({ name: 'buy', args: { itemId: itemId(item) } }).length).toBeLessThan(100);
  expect(() => encodeIntent({ name: 'buy', args: { itemId: '%:'.repeat(20) } })).toThrow('characters');
});

test('what separates arguments may be in them', () => {
  const intent: Intent = { name: 'buy', args: { itemId: 'a:b%c é' } };
  expect(decodeIntent(encodeIntent(intent))).toEqual(intent);
});

test.each(names.filter((name) => !(name in later)))('a button %s of the first version still means the same', (name) => {
  expect(decodeIntent(`v1:${name}:${id}:1`)).toEqual({ name, args: argsOf(name) });
});

test.each([
  '',
  'v2:again',
  'v1:again',
  'v0:again:x:0',
  `v2:steal:${id}`,
  `v2:toString:${id}`,
  `v2:again:${id}:${id}`,
  'v2:again:1;drop',
  'v2:buy:%E0%A4%A',
  `v1:again:${id}:-1`,
  'v1:again:1;drop:0',
  `v1:buy:${id}:5`,
])('does not know %j', (text) => {
  expect(decodeIntent(text)).toBeUndefined();
});
