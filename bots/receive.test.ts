import { expect, test } from 'vitest';
import { encodeIntent, type Intent } from '#core/chat/intent.ts';
import { Failure } from '#core/failure.ts';
import { intents } from './intents/index.ts';
import { actOf } from './receive.ts';

const refusal = () => new Failure('bad_options', { title: 'No', happened: 'Nothing was made.', next: 'Try again.' });

/** What a refused form of this button is given back with, where a press brings its card along. */
function correctionOf(press: Intent) {
  const given = { prompt: 'a fox like this', model: 'nano-banana' };
  const act = actOf(intents, {
    ...{ type: 'submit', id: encodeIntent(press) },
    ...{ raw: async () => given, given: () => given },
  });
  const back = act.givingBack?.(refusal(), 'discord');
  if (!(back instanceof Failure)) throw new Error('nothing is given back');
  return back.correct;
}

test('a form is corrected from its refusal, unless its picture is in the card that it was opened from', () => {
  const start: Intent = { name: 'use-reference', args: { assetId: '0192f7a4-1111-7000-8000-000000000001' } };
  expect(correctionOf(start)).toEqual({ name: 'correct', args: { press: encodeIntent(start) } });
  expect(correctionOf({ name: 'use-attached', args: { picture: '123456' } })).toBeUndefined();
});
