import type { Pictures } from './answers.ts';
import type { Felt } from './crowd.ts';
import {
  type Add,
  atLeast,
  atLeastOfFloor,
  atMost,
  atMostOfFloor,
  atMostOfTheirs,
  both,
  ms,
  percent,
  type Reading,
  sum,
  type Target,
} from './figures.ts';
import type { Findings } from './findings.ts';
import { farLatencyMs, type Hundred, type Speed } from './speed.ts';

const kindNames: Record<Pictures, string> = {
  jpeg: 'JPEG',
  webp: 'WebP',
  png: 'PNG',
  pixel: 'pixel art',
  mix: 'a mix',
};
const kinds = Object.keys(kindNames) as Pictures[];

/** Until it is posted, of the other build's; and afterwards, in milliseconds. */
const cpuTargets: Partial<Record<Pictures, { ofTheirs: string; laterMs: number }>> = {
  jpeg: { ofTheirs: '1/8', laterMs: 20 },
  webp: { ofTheirs: '1/8', laterMs: 45 },
  png: { ofTheirs: '1/2', laterMs: 40 },
};

const acknowledged = (felt: Felt | undefined): Reading | undefined =>
  felt && { text: both(felt.acknowledgeMs), value: felt.acknowledgeMs.p99 };
const overheadOf = (felt: Felt | undefined): Reading | undefined =>
  felt && { text: both(felt.overheadMs), value: felt.overheadMs.p50 };

function cpuOf(hundred: Hundred | undefined): Reading | undefined {
  if (!hundred) return undefined;
  const { PostgreSQL, ...own } = hundred.cpu;
  const parts = Object.values(own).map((used) => used.toFixed(1));
  const apart = parts.length > 1 ? ` (${parts.join(', ')}; ${PostgreSQL?.toFixed(1)})` : '';
  return { text: `${sum(own).toFixed(1)} ms${apart}`, value: sum(own) };
}

function laterOf(hundred: Hundred | undefined): Reading | undefined {
  return hundred && { text: `${hundred.later.cpuMs.toFixed(1)} ms`, value: hundred.later.cpuMs };
}

function perMinuteOf(hundred: Hundred | undefined): Reading | undefined {
  return hundred && { text: ms(hundred.perMinute), value: hundred.perMinute };
}

const all = (speed: Speed) => [speed.paced, speed.one, speed.fifty].flatMap((felt): Felt[] => Object.values(felt));

function withoutPicture(speed: Speed | undefined): Reading | undefined {
  if (!speed) return undefined;
  const everybody = [...all(speed), ...Object.values(speed.hundred)];
  const [turnedAway, lost] = [sumOf(everybody, 'turnedAway'), sumOf(everybody, 'lost')];
  return { text: `${turnedAway}; ${lost}`, value: turnedAway + lost };
}

const sumOf = <Key extends string>(counted: ReadonlyArray<Record<Key, number>>, key: Key) =>
  counted.reduce((total, each) => total + each[key], 0);

type Read = (speed: Speed, kind: Pictures) => Reading | undefined;

/** The same row for each kind of picture that was measured apart. */
function addByKind(add: Add, name: string, targetOf: (kind: Pictures) => Target | undefined, read: Read): void {
  for (const kind of kinds)
    add(`${name}: ${kindNames[kind]}`, targetOf(kind), ({ speed }) => speed && read(speed, kind));
}

export function addSpeed(add: Add): void {
  const asQuick = atMostOfFloor(1.5, 'p99 ');
  const asNear = atMostOfFloor(2.5, 'p50 ');
  for (const perSecond of [1, 20, 100])
    add(
      `acknowledged, ${perSecond} commands a second, p50 / p99`,
      perSecond === 100 ? asQuick : undefined,
      ({ speed }) => acknowledged(speed?.paced[perSecond]),
    );
  addByKind(
    add,
    'acknowledged, 50 at once, p50 / p99',
    () => asQuick,
    ({ fifty }, kind) => acknowledged(fifty[kind]),
  );
  add('slowest acknowledgement of all', atMost(3_000, '≤ 3 s'), ({ speed }) => {
    if (!speed) return undefined;
    const slowest = Math.max(...all(speed).map(({ acknowledgeMs }) => acknowledgeMs.max));
    return { text: `${ms(slowest)} ms`, value: slowest };
  });
  addByKind(
    add,
    'overhead, one user, p50 / p99',
    () => asNear,
    ({ one }, kind) => overheadOf(one[kind]),
  );
  addByKind(
    add,
    'overhead, 50 at once, p50 / p99',
    () => asNear,
    ({ fifty }, kind) => overheadOf(fifty[kind]),
  );
  addByKind(
    add,
    'pictures a minute, 100 users',
    () => atLeastOfFloor(0.6),
    ({ hundred }, kind) => perMinuteOf(hundred[kind]),
  );
  addByKind(
    add,
    'CPU of a picture until it is posted (api, worker, bots; PostgreSQL)',
    (kind) => cpuTargets[kind] && atMostOfTheirs(cpuTargets[kind].ofTheirs),
    ({ hundred }, kind) => cpuOf(hundred[kind]),
  );
  addByKind(
    add,
    'CPU of a picture afterwards',
    (kind) => cpuTargets[kind] && atMost(cpuTargets[kind].laterMs, `≤ ${cpuTargets[kind].laterMs} ms`),
    ({ hundred }, kind) => laterOf(hundred[kind]),
  );
  add('nothing left to do after 100 users, longest', atMost(60_000, '≤ 60 s'), ({ speed }) => {
    if (!speed) return undefined;
    const longest = Math.max(...Object.values(speed.hundred).map(({ later }) => later.afterMs));
    return { text: `${(longest / 1_000).toFixed(1)} s`, value: longest };
  });
  add('commands without a picture: turned away in words; lost', atMost(0, '0; 0'), ({ speed }) =>
    withoutPicture(speed),
  );
}

/** With vendors that are far away. */
export function addFar(add: Add, { pictures }: Findings): void {
  const far = `+${farLatencyMs} ms to each vendor`;
  add(`${far}: acknowledged, 50 at once, p50 / p99`, undefined, ({ far }) => acknowledged(far?.fifty[pictures]));
  add(`${far}: overhead, one user, p50 / p99`, undefined, ({ far }) => overheadOf(far?.one[pictures]));
  add(`${far}: overhead, 50 at once, p50 / p99`, undefined, ({ far }) => overheadOf(far?.fifty[pictures]));
}

/** Pictures in S3 instead of a folder, and people in Slack instead of Discord, as every other row has them. */
export function addElsewhere(add: Add, { pictures }: Findings): void {
  for (const [part, name] of [
    ['s3', 'pictures in S3'],
    ['slack', 'Slack'],
  ] as const) {
    add(`${name}: acknowledged, 50 at once, p50 / p99`, undefined, (found) =>
      acknowledged(found[part]?.fifty[pictures]),
    );
    add(`${name}: overhead, one user, p50 / p99`, undefined, (found) => overheadOf(found[part]?.one[pictures]));
    add(`${name}: overhead, 50 at once, p50 / p99`, undefined, (found) => overheadOf(found[part]?.fifty[pictures]));
    add(`${name}: pictures a minute, 100 users`, undefined, (found) => perMinuteOf(found[part]?.hundred[pictures]));
    add(`${name}: CPU of a picture until it is posted (api, worker, bots; PostgreSQL)`, undefined, (found) =>
      cpuOf(found[part]?.hundred[pictures]),
    );
    add(`${name}: commands without a picture: turned away in words; lost`, atMost(0, '0; 0'), (found) =>
      withoutPicture(found[part]),
    );
  }
}

const loadOf = ({ cores }: Hundred) =>
  Object.entries(cores)
    .map(([part, share]) => `${part} ${percent(share)}`)
    .join(', ');

/** From here on the machine is the limit. */
const fullPercent = 95;

/** How much more several workers make, and what was in the way. */
export function addWorkers(add: Add): void {
  const targets = { 1: undefined, 2: 1.7, 4: 3 };
  for (const [count, times] of Object.entries(targets)) {
    const name = `pictures a minute with ${count} ${count === '1' ? 'worker' : 'workers'}, 100 users; CPU of a picture (api, worker, bots; PostgreSQL); load`;
    const target = times && atLeast(times, `≥ ${times} × one, or the cores are full`);
    add(name, target || undefined, ({ workers }) => {
      const [one, these] = [workers?.[1], workers?.[Number(count)]];
      if (!one || !these) return undefined;
      const more = these.perMinute / one.perMinute;
      const cpu = cpuOf(these)?.text;
      const text = `${ms(these.perMinute)} (${more.toFixed(2)} × one), ${cpu}, cores ${percent(these.busy)} busy, of one: ${loadOf(these)}`;
      // Cores that are full are a limit that no further worker moves.
      return { text, value: more, isExcused: Math.round(these.busy * 100) >= fullPercent };
    });
  }
}
