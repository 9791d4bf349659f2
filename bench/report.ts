import { cpus, totalmem } from 'node:os';
import { atMost, atMostOfTheirs, both, type Cell, createFigures, type Figure, ms, sum } from './figures.ts';
import type { Findings } from './findings.ts';
import type { PageVisit } from './pages.ts';
import { manyGuilds, type Traffic } from './parts.ts';
import { addElsewhere, addFar, addSpeed, addWorkers } from './speed-figures.ts';
import type { Spread } from './statistics.ts';

const targets = {
  mbPerThousand: 40,
  residentMb: 250,
  manyServersMb: 300,
  statements: 9.3,
  requests: 6,
  recoveryMs: 10_000,
  ofBareTransaction: 0.5,
  frameP99Ms: 50,
  wireBytes: 250_000,
  lcpMs: 2_500,
  tbtMs: 200,
};

/** Every line of the table, from the measurements. */
export function figuresOf(findings: Findings): Figure[] {
  const { wallets, parsing, gallery } = findings;
  const { figures, add } = createFigures(findings);
  addSpeed(add);
  addFar(add, findings);
  addElsewhere(add, findings);
  addWorkers(add);

  const steps = Object.values(findings.of).find((found) => found.memory)?.memory ?? [];
  for (const [index, { wanted }] of steps.entries()) {
    const isLast = index === steps.length - 1;
    const name = wanted === 0 ? 'idle' : `${wanted} in flight`;
    const asIdle = wanted === 0 ? atMostOfTheirs('0.7') : undefined;
    const target = isLast ? atMost(targets.residentMb, `each ≤ ${targets.residentMb} MB`) : asIdle;
    add(`resident, ${name}: api, worker, bots`, target, ({ memory }) => {
      const { residentMb: resident, inFlight = 0 } = memory?.[index] ?? {};
      if (!resident) return undefined;
      const but = inFlight < wanted ? ` at ${inFlight}` : '';
      const each = Object.values(resident);
      return { text: `${each.map(ms).join(', ')} MB${but}`, value: Math.max(...each) };
    });
  }
  add(
    `resident, ${manyGuilds} servers: bots`,
    atMost(targets.manyServersMb, `≤ ${targets.manyServersMb} MB`),
    (found) =>
      found.manyServersMb === undefined
        ? undefined
        : { text: `${ms(found.manyServersMb)} MB`, value: found.manyServersMb },
  );
  add(
    'memory for 1,000 more in flight, all three',
    atMost(targets.mbPerThousand, `≤ ${targets.mbPerThousand} MB`),
    ({ memory }) => {
      const [, less, most] = memory ?? [];
      if (!less || !most) return undefined;
      const each = ((sum(most.residentMb) - sum(less.residentMb)) / (most.inFlight - less.inFlight)) * 1_000;
      return { text: `${ms(each)} MB`, value: each };
    },
  );

  add(
    'all 50 delivered after a SIGKILL, later than undisturbed',
    atMost(targets.recoveryMs, '≤ 10 s'),
    ({ recovery }) => {
      if (!recovery) return undefined;
      const later = recovery.tookMs - recovery.undisturbedMs;
      return { text: `${(later / 1_000).toFixed(1)} s`, value: later };
    },
  );
  add('lost, delivered twice, paid twice, faulty wallets', atMost(0, '0, 0, 0, 0'), ({ recovery }) => {
    if (!recovery) return undefined;
    const { lost, deliveredTwice, paidTwice, faultyWallets } = recovery;
    const counts = [lost, deliveredTwice, paidTwice, faultyWallets.length];
    return { text: counts.join(', '), value: Math.max(...counts) };
  });
  add('SQL statements for a generation, the queue’s aside', atMost(targets.statements), ({ traffic }) => {
    if (!traffic) return undefined;
    const each = statementsPerGeneration(traffic);
    return { text: each.toFixed(1), value: each };
  });
  add(
    'requests for a generation: to Discord; to Replicate; from it',
    atMost(targets.requests, `together ≤ ${targets.requests}`),
    ({ traffic }) => {
      if (!traffic) return undefined;
      const to = (vendor: string) =>
        Object.entries(traffic.requests).reduce(
          (all, [route, each]) => (route.startsWith(vendor) ? all + each : all),
          0,
        );
      const [discord, replicate, webhooks] = [
        to('discord '),
        to('replicate GET') + to('replicate POST'),
        to('replicate →'),
      ];
      const text = [discord, replicate, webhooks].map((each) => each.toFixed(1)).join('; ');
      return { text, value: discord + replicate + webhooks };
    },
  );

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
      },
    });
  }
  if (parsing) {
    const { pictureMs, parsingMs } = parsing;
    figures.push({
      name: 'CPU of a picture’s calls of the database, with parsing',
      target: '',
      floor: `${(pictureMs - parsingMs).toFixed(2)} ms`,
      of: { PostgreSQL: { text: `${pictureMs.toFixed(2)} ms` } },
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
      },
    });
  }
  return figures;
}

function statementsPerGeneration({ statements, generations }: Traffic): number {
  return statements.reduce((total, { count }) => total + count, 0) / generations;
}

export function machine({ versions, loadBefore, quick, tookMs = 0, against }: Findings): string {
  const beside = against ? ` Before the arrows: build ${against.name}, measured in the same run.` : '';
  const memoryGb = Math.round(totalmem() / 2 ** 30);
  const length = `${quick ? 'quick run' : 'full run'} of ${Math.round(tookMs / 1_000)} s`;
  return `${cpus().length} × ${cpus()[0]?.model.trim()}, ${memoryGb} GB, ${versions}; ${length}, load ${loadBefore.toFixed(2)} at its start.${beside}`;
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

/** First visits on a slow phone: what the other build took, if there is one, and this one. Empty if they were not measured. */
export function pagesTable({ pages }: Findings): string {
  if (!pages) return '';
  const { wireBytes, lcpMs, tbtMs } = targets;
  const rows = pages.ours.map((ours) => {
    const theirs = pages.theirs?.find(({ path }) => path === ours.path);
    const isLanding = ours.path === '/';
    const cell = (of: (visit: PageVisit) => number, unit: string, target: number, scale = 1) => {
      const [before, now] = [theirs && of(theirs), of(ours)];
      const met = isLanding ? (now <= target ? ' ✓' : ' ✗') : '';
      return `${before === undefined ? '' : `${ms(before / scale)} → `}${ms(now / scale)} ${unit}${met}`;
    };
    const cells = [
      cell(({ bytes }) => bytes, 'kB', wireBytes, 1_000),
      cell((visit) => visit.lcpMs, 'ms', lcpMs),
      cell((visit) => visit.tbtMs, 'ms', tbtMs),
    ];
    return `| \`${ours.path}\` | ${cells.join(' | ')} |`;
  });
  return [
    `| | over the line, ≤ ${wireBytes / 1_000} kB | LCP, ≤ ${lcpMs / 1_000} s | TBT, ≤ ${tbtMs} ms |`,
    '|---|---|---|---|',
    ...rows,
  ].join('\n');
}
