import { type Pictures, usualModelTimeMs } from '../answers.ts';
import { type ByName, type Leg, type Name, type Run, race } from '../contenders.ts';
import type { Backend } from '../world.ts';
import type { Timeline } from './steps.ts';

/** By kind of picture. */
export type Timelines = Partial<Record<Pictures, Timeline>>;

const warmUp: Leg<unknown> = async ({ ask }) => {
  await ask.answer({ pictures: 'jpeg', modelTimeMs: [50, 150] });
  await ask.atOnce(50, 4);
};

const follow =
  (pictures: Pictures, { quick }: Run): Leg<Timelines> =>
  async ({ ask }, found) => {
    await ask.answer({ pictures, modelTimeMs: usualModelTimeMs });
    found[pictures] = await ask.timeline(quick ? 5 : 20);
  };

/** The smallest photograph and the largest, one after the other, one person at a time. */
export function measureTimelines(run: Run, backend: Backend, names: readonly Name[]): Promise<ByName<Timelines>> {
  const legs = [warmUp, follow('jpeg', run), follow('png', run)];
  return race(run, backend, names, { legs, result: () => ({}) });
}
