import { createRandom } from '#sandbox/replicate/pictures/random.ts';
import { troubles } from './troubles.ts';

/** So many people on each chat. */
export const onEachChat = 10;

const acts = ['imagine', 'command', 'press', 'form', 'menu', 'suggest', 'talk', 'home'] as const;
export type Act = (typeof acts)[number];
/** Most people press what they see. */
const wheel: readonly [Act, ...Act[]] = [
  'imagine',
  'imagine',
  'imagine',
  'press',
  'press',
  'press',
  'press',
  'press',
  ...acts,
];

/** What happens at a second of the stand-ins' time. `dice`: the seed of everything else about it. */
export type Event = { atS: number; dice: string } & (
  | { type: 'act'; person: number; act: Act }
  | { type: 'trouble'; trouble: string }
  | { type: 'kill' }
);

/**
 * The same for the same seed: about one act a second, and troubles after a third of the time, so that what is a mistake of ours even without any is
 * seen as one.
 */
export function planOf(seed: number, seconds: number): Event[] {
  const random = createRandom(`monkey ${seed}`);
  const names = Object.keys(troubles) as [string, ...string[]];
  const events: Event[] = [];
  for (let atS = 0; atS < seconds; atS++) {
    const dice = () => `${seed}/${events.length}`;
    const how = random.integer(1, 3);
    for (let each = 0; each < how; each++)
      events.push({
        atS,
        dice: dice(),
        type: 'act',
        person: random.integer(0, 2 * onEachChat - 1),
        act: random.pick(wheel),
      });
    if (atS < seconds / 3) continue;
    if (random.chance(0.5)) events.push({ atS, dice: dice(), type: 'trouble', trouble: random.pick(names) });
    if (random.chance(1 / 25)) events.push({ atS, dice: dice(), type: 'kill' });
  }
  return events;
}
