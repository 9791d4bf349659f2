import { expect, test } from 'vitest';
import { emojiIn } from './emoji.ts';

test.each([
  ['a :fox_face: in :fire::fire:', 'a 🦊 in 🔥🔥'],
  [':wave::skin-tone-3: :+1::skin-tone-6:', '👋🏼 👍🏿'],
  [':point_up::skin-tone-2:', '☝🏻'],
  [':female-astronaut::skin-tone-5:', '👩🏾‍🚀'],
  [':handshake::skin-tone-2-5:', '🤝🏻'],
  [':flag-de: :us: :100: :heart:', '🇩🇪 🇺🇸 💯 ❤️'],
  [':large_blue_circle: and :our-own-parrot:', '🔵 and :our-own-parrot:'],
  ['at 12:30:45, 16:on:9, a::b', 'at 12:30:45, 16:on:9, a::b'],
])('%s', (typed, meant) => {
  expect(emojiIn(typed)).toBe(meant);
});
