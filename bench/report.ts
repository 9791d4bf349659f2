import { cpus, totalmem } from 'node:os';
import type { Gallery } from './gallery.ts';
import type { Growth } from './growth/measure.ts';
import type { Parsing } from './parsing.ts';
import type { Memory, Recovery, Speed, Traffic } from './parts.ts';
import type { Spread } from './statistics.ts';
import type { Wallets } from './wallets.ts';
import type { Backend } from './world.ts';

export interface Found {
  speed?: Speed;
  memory?: Memory[];
  recovery?: Recovery;
}

export interface Findings {
  versions: string;
  /** Load average of the last minute when the run began. */
  loadBefore: number;
  quick: boolean;
  tookMs?: number;
  floor?: Speed;
  of: Partial<Record<Backend, Found>>;
  traffic?: Traffic;
  wallets?: Wallets;
  parsing?: Parsing;
  gallery?: Gallery;
  growth?: Growth;
}

interface Cell {
  text: string;
  /** Absent if there is no target. */
  met?: boolean;
}

export interface Figure {
  name: string;
  target: string;
  floor: string;
  of: Record<Backend, Cell | undefined>;
}

const targets = {
  overFloor: 3,
  acknowledgeP99Ms: 60,
  acknowledgeMaxMs: 3_000,
  perMinute: 3_000,
  mbPerThousand: 40,
  residentMb: 250,
  statements: 12,
  recoveryMs: 10_000,
  ofBareTransaction: 0.5,
  frameP99Ms: 50,
};

const ms = (value: number) => `${Math.round(value)}`;
const both = ({ p50, p99 }: Spread) => `${ms(p50)} / ${ms(p99)} ms`;
const mb = (value: number) => `${Math.round(value)} MB`;
const sum = (values: Record<string, number>) => Object.values(values).reduce((total, value) => total + value, 0);

/** Every line of the table, from the measurements. */
export function figuresOf(findings: Findings): Figure[] {
  const { floor, traffic, wallets, parsing, gallery } = findings;
  const figures: Figure[] = [];
  const add = (name: string, target: string, floorText: string, cell: (found: Found) => Cell | undefined) => {
    const of = {
      PostgreSQL: findings.of.PostgreSQL && cell(findings.of.PostgreSQL),
      Redis: findings.of.Redis && cell(findings.of.Redis),
    };
    if (of.PostgreSQL || of.Redis) figures.push({ name, target, floor: floorText, of });
  };
  const fromSpeed = (name: string, target: string, read: (speed: Speed) => Cell) =>
    add(name, target, floor ? read(floor).text : '', ({ speed }) => speed && read(speed));

  for (const perSecond of [1, 20, 100])
    fromSpeed(`acknowledged, ${perSecond} commands a second, p50 / p99`, '', ({ paced }) => ({
      text: paced[perSecond] ? both(paced[perSecond].acknowledgeMs) : '',
    }));
  fromSpeed('acknowledged, 50 at once, p50 / p99', `p99 ≤ ${targets.acknowledgeP99Ms} ms`, ({ fifty }) => ({
    text: both(fifty.acknowledgeMs),
    met: fifty.acknowledgeMs.p99 <= targets.acknowledgeP99Ms,
  }));
  fromSpeed('slowest acknowledgement of all', '≤ 3 s', ({ paced, one, fifty }) => {
    const slowest = Math.max(...[...Object.values(paced), one, fifty].map((felt) => felt.acknowledgeMs.max));
    return { text: `${ms(slowest)} ms`, met: slowest <= targets.acknowledgeMaxMs };
  });
  for (const [name, read] of [
    ['one user', (speed: Speed) => speed.one],
    ['50 at once', (speed: Speed) => speed.fifty],
  ] as const)
    fromSpeed(`overhead, ${name}, p50 / p99`, 'p50 ≤ 3 × floor', (speed) => ({
      text: both(read(speed).overheadMs),
      ...(floor ? { met: read(speed).overheadMs.p50 <= targets.overFloor * read(floor).overheadMs.p50 } : {}),
    }));
  fromSpeed('pictures a minute, 100 users', `≥ ${targets.perMinute}`, ({ perMinute }) => ({
    text: ms(perMinute),
    met: perMinute >= targets.perMinute,
  }));
  fromSpeed('CPU of a picture, 100 users: api, worker, bots; PostgreSQL', '', ({ cpu: { PostgreSQL, ...ours } }) => {
    const own = Object.values(ours).map((used) => used.toFixed(1));
    return { text: `${own.join(', ')}${PostgreSQL === undefined ? '' : `; ${PostgreSQL.toFixed(1)}`} ms` };
  });
  fromSpeed('commands without a picture', '0', ({ paced, one, fifty, lost }) => {
    const all = [...Object.values(paced), one, fifty].reduce((total, felt) => total + felt.lost, lost);
    return { text: String(all), met: all === 0 };
  });

  const steps = Object.values(findings.of).find((found) => found.memory)?.memory ?? [];
  for (const [index, { wanted }] of steps.entries()) {
    const isLast = index === steps.length - 1;
    const name = wanted === 0 ? 'idle' : `${wanted} in flight`;
    add(`resident, ${name}: api, worker, bots`, isLast ? `each ≤ ${targets.residentMb} MB` : '', '', ({ memory }) => {
      const { residentMb: resident, inFlight = 0 } = memory?.[index] ?? {};
      if (!resident) return undefined;
      const but = inFlight < wanted ? ` at ${inFlight}` : '';
      const text = `${Object.values(resident).map(ms).join(', ')} MB${but}`;
      return isLast ? { text, met: Object.values(resident).every((value) => value <= targets.residentMb) } : { text };
    });
  }
  add('memory for 1,000 more in flight, all three', `≤ ${targets.mbPerThousand} MB`, '', ({ memory }) => {
    const [, less, most] = memory ?? [];
    if (!less || !most) return undefined;
    const each = ((sum(most.residentMb) - sum(less.residentMb)) / (most.inFlight - less.inFlight)) * 1_000;
    return { text: mb(each), met: each <= targets.mbPerThousand };
  });

  add('all 50 delivered after a SIGKILL, later than undisturbed', '≤ 10 s', '', ({ recovery }) => {
    if (!recovery) return undefined;
    const later = recovery.tookMs - recovery.undisturbedMs;
    return { text: `${(later / 1_000).toFixed(1)} s`, met: later <= targets.recoveryMs };
  });
  add('lost, delivered twice, paid twice, faulty wallets', '0, 0, 0, 0', '', ({ recovery }) => {
    if (!recovery) return undefined;
    const { lost, deliveredTwice, paidTwice, faultyWallets } = recovery;
    const counts = [lost, deliveredTwice, paidTwice, faultyWallets.length];
    return { text: counts.join(', '), met: counts.every((count) => count === 0) };
  });

  if (traffic) {
    const perGeneration = statementsPerGeneration(traffic);
    const cell = { text: perGeneration.toFixed(1), met: perGeneration <= targets.statements };
    const name = 'SQL statements for a generation, the queue’s aside';
    figures.push({ name, target: `≤ ${targets.statements}`, floor: '0', of: { PostgreSQL: undefined, Redis: cell } });
  }
  if (wallets) {
    const rate = (perSecond: number, spread: Spread) => `${ms(perSecond)} a second, ${both(spread)}`;
    figures.push({
      name: 'holds, each from its own wallet, 50 at once, beside a bare transaction, p50 / p99',
      target: `≥ ${targets.ofBareTransaction} × floor`,
      floor: rate(wallets.barePerSecond, wallets.bareMs),
      of: {
        PostgreSQL: {
          text: rate(wallets.perSecond, wallets.tookMs),
          met: wallets.perSecond >= wallets.barePerSecond * targets.ofBareTransaction,
        },
        Redis: undefined,
      },
    });
    figures.push({
      name: 'accepted of 50 at once on one wallet with credit for 10; faulty wallets',
      target: '10; 0',
      floor: '',
      of: {
        PostgreSQL: {
          text: `${wallets.accepted}; ${wallets.faulty}`,
          met: wallets.accepted === 10 && wallets.faulty === 0,
        },
        Redis: undefined,
      },
    });
  }
  if (parsing) {
    const { pictureMs, parsingMs } = parsing;
    figures.push({
      name: 'CPU of a picture’s calls of the database, with parsing',
      target: '',
      floor: `${(pictureMs - parsingMs).toFixed(2)} ms`,
      of: { PostgreSQL: { text: `${pictureMs.toFixed(2)} ms` }, Redis: undefined },
    });
  }
  if (gallery) {
    const { images, firstPictureMs, frameMs, held } = gallery;
    figures.push({
      name: `gallery of ${images} images: first picture; between two frames while scrolled, p50 / p99; pictures in the page`,
      target: `frames p99 ≤ ${targets.frameP99Ms} ms`,
      floor: '16.7 ms',
      of: {
        PostgreSQL: {
          text: `${ms(firstPictureMs)} ms; ${both(frameMs)}; ${held}`,
          met: frameMs.p99 <= targets.frameP99Ms,
        },
        Redis: undefined,
      },
    });
  }
  return figures;
}

function statementsPerGeneration({ statements, generations }: Traffic): number {
  return statements.reduce((total, { count }) => total + count, 0) / generations;
}

export function machine({ versions, loadBefore, quick, tookMs = 0 }: Findings): string {
  const memoryGb = Math.round(totalmem() / 2 ** 30);
  const length = `${quick ? 'quick run' : 'full run'} of ${Math.round(tookMs / 1_000)} s`;
  return `${cpus().length} × ${cpus()[0]?.model.trim()}, ${memoryGb} GB, ${versions}; ${length}, load ${loadBefore.toFixed(2)} at its start.`;
}

export function markdownTable(figures: readonly Figure[]): string {
  const cell = (value: Cell | undefined) =>
    value === undefined ? '' : `${value.text}${value.met === undefined ? '' : value.met ? ' ✓' : ' ✗'}`;
  const rows = [
    ['', 'target', 'bare bot', 'queue on PostgreSQL', 'queue on Redis'],
    ...figures.map(({ name, target, floor, of }) => [name, target, floor, cell(of.PostgreSQL), cell(of.Redis)]),
  ];
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  const lines = rows.map((row) => `| ${row.map((text, column) => text.padEnd(widths[column] ?? 0)).join(' | ')} |`);
  const rule = `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`;
  return [lines[0], rule, ...lines.slice(1)].join('\n');
}

/** What is asked of a database that has grown; empty if it was not measured. */
export function growthTable({ growth }: Findings): string {
  if (!growth) return '';
  const rows = growth.asked.map(({ what, ms: took, targetMs }) => {
    const met = took <= targetMs ? '✓' : '✗';
    return `| ${what} | ≤ ${targetMs} ms | ${took.toFixed(1)} ms ${met} |`;
  });
  return ['| | target | |', '|---|---|---|', ...rows].join('\n');
}
