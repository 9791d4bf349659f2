import sharp from 'sharp';
import type { Random } from '#sandbox/replicate/pictures/random.ts';
import type { Act } from './plan.ts';

/** What somebody did, and how its chat answers. */
export interface Done {
  what: string;
  /** The chat has taken it; rejects with what the person reads if the app did not answer in time. */
  acknowledged: Promise<unknown>;
  /** Something is shown to the person who did it. */
  answered: Promise<unknown>;
}

/** Somebody who does whatever the chat lets people do. */
export interface Monkey {
  name: string;
  /** Undefined if there is nothing to do it with. @throws the sentence of a client that does not let them */
  act(act: Act, random: Random): Promise<Done | undefined>;
}

/** Of a doubled press only the first is answered, by a question; nobody waits for the second one. @returns whether this press is doubled */
export function createPresses(): (id: string) => boolean {
  const at = new Map<string, number>();
  return (id) => {
    const before = at.get(id) ?? Number.NEGATIVE_INFINITY;
    at.set(id, performance.now());
    return performance.now() - before < doubledMs;
  };
}
/** A little longer than core/requests/doubled.ts has it. */
const doubledMs = 2_500;

const prompts = [
  'a fox knight',
  'fail cat',
  'nsfw cat',
  'nsfw-empty cat',
  'partial cats',
  'silent owl',
  'corrupt crow',
  'damaged dog',
  'slow snail',
  'webp whale',
  'gif goose',
  'ثعلب في الغابة مع נמר',
  '👨‍👩‍👧‍👦 at 🏴󠁧󠁢󠁥󠁮󠁧󠁿 sea',
  '```js\nconst fox = `red`\n``` and **bold** _x_ ~y~',
  '<!channel> <@U01ADA00L0VE> <@803515640121131008> @everyone <https://evil.example|x> &amp; :wave:',
  '--count --size=wide "quoted',
  'x'.repeat(900),
] as const;

export const promptOf = (random: Random): string => random.pick(prompts);

const words = [
  'a fox',
  '1',
  '4',
  '0',
  '-3',
  'wide',
  'flux-schnell',
  'rd-fast',
  'nano-banana',
  'every',
  'off',
  '',
  'ثعلب',
  'x'.repeat(300),
] as const;
export const wordOf = (random: Random): string => random.pick(words);

const picture = sharp({ create: { width: 48, height: 48, channels: 3, background: '#c03020' } })
  .png()
  .toBuffer();

export const fileOf = async (random: Random) => ({
  filename: random.pick(['red.png', 'fox 👨‍👩‍👧 ثعلب.png', 'list.txt']),
  contentType: 'image/png',
  bytes: random.chance(0.8) ? await picture : Buffer.from('milk, eggs'),
});

/** One of them, the later ones rather; undefined if there are none. */
export function lateOne<T>(random: Random, from: readonly T[], among = 40): T | undefined {
  const late = from.slice(-among);
  return late[random.integer(0, late.length - 1)];
}
