import type { DamageName } from '#test/pixel/damages.ts';
import { percentile } from '../statistics.ts';
import type { Measured } from './measured.ts';
import { type PixelRow, percent } from './row.ts';

const targets = { all: 0.96, each: 0.9, sure: 0.99, saysShare: 0.9, median: 2, p95: 5, snapper: 0.3 };

const share = (all: readonly Measured[], is: (one: Measured) => boolean): number =>
  all.filter(is).length / Math.max(1, all.length);
const isSaid = ({ score }: Measured): boolean => score.kind === 'snapped';
const isAsked = ({ score }: Measured): boolean => score.kind === 'unsure';
const isExact = (one: Measured): boolean => isSaid(one) && one.score.isSize;

export function damageRow(damage: DamageName, all: readonly Measured[]): PixelRow {
  const size = share(all, isExact);
  const right = share(all, (one) => isSaid(one) && one.score.isRight);
  const ms = percentile(
    all.map(({ snapMs }) => snapMs),
    0.5,
  );
  return {
    what: `snap, ${damage}: exact size; and cells right; asked; time`,
    target: `≥ ${percent(targets.each)}`,
    found: `${percent(size)}; ${percent(right)}; ${percent(share(all, isAsked))}; ${ms.toFixed(0)} ms`,
    met: size >= targets.each,
  };
}

export function totals(all: readonly Measured[]): PixelRow[] {
  const said = all.filter(isSaid);
  const sure = share(said, ({ score }) => score.isSize);
  const saysShare = said.length / Math.max(1, all.length);
  const size = share(all, isExact);
  const asked = all.filter(isAsked);
  return [
    {
      what: `snap, all damages: exact size (of ${all.length})`,
      target: `≥ ${percent(targets.all)}`,
      found: percent(size),
      met: size >= targets.all,
    },
    {
      what: 'snap: right when it does not ask; how often it does not',
      target: `≥ ${percent(targets.sure)} of ≥ ${percent(targets.saysShare)}`,
      found: `${percent(sure)} of ${percent(saysShare)}`,
      met: sure >= targets.sure && saysShare >= targets.saysShare,
    },
    {
      what: 'snap: asks; one of the two is right',
      target: '',
      found: `${percent(asked.length / Math.max(1, all.length))}; ${percent(share(asked, ({ score }) => score.isSize))}`,
    },
    stableRow(said),
  ];
}

function stableRow(said: readonly Measured[]): PixelRow {
  const stable = said.filter(({ isStable }) => isStable).length;
  return {
    what: `snap, what it returned comes back untouched (of ${said.length})`,
    target: '100 %',
    found: percent(stable / Math.max(1, said.length)),
    met: stable === said.length,
  };
}

export function timeRow(all: readonly Measured[]): PixelRow {
  const ratios = all.map(({ snapMs, decodeMs }) => snapMs / decodeMs);
  const [median, p95] = [percentile(ratios, 0.5), percentile(ratios, 0.95)];
  const ms = (of: (one: Measured) => number, at: number) => percentile(all.map(of), at).toFixed(0);
  const spread = (of: (one: Measured) => number) => `${ms(of, 0.5)} and ${ms(of, 0.95)} ms`;
  return {
    what: 'snap, beside decoding the same PNG of about 1024²: median; p95 (both of each)',
    target: `≤ ${targets.median} ×; ≤ ${targets.p95} ×`,
    found: `${median.toFixed(2)} ×; ${p95.toFixed(2)} × (${spread(({ snapMs }) => snapMs)}, beside ${spread(({ decodeMs }) => decodeMs)})`,
    met: median <= targets.median && p95 <= targets.p95,
  };
}

/** What its makers' program was measured at where it could be had, on such pictures: told the colours, and not. */
const published = '136 to 336 ms';

export function snapperRow(all: readonly Measured[]): PixelRow[] {
  const run = all.flatMap(({ snapper, snapMs, decodeMs, score }) =>
    snapper ? [{ snapper, snapMs, decodeMs, score }] : [],
  );
  const target = `≤ ${targets.snapper} ×`;
  if (run.length === 0) {
    const ms = percentile(
      all.map(({ snapMs }) => snapMs),
      0.5,
    );
    const share = ms / 136;
    return [
      {
        what: `snap, beside Pixel Snapper, which was not in this run (${published} elsewhere): to the lower figure`,
        target,
        found: `${share.toFixed(2)} × (${ms.toFixed(0)} ms)`,
        met: share <= targets.snapper,
      },
    ];
  }
  const theirs = percentile(
    run.map(({ snapper }) => snapper.ms),
    0.5,
  );
  // Its program reads the picture as well.
  const ratio = percentile(
    run.map(({ snapper, snapMs, decodeMs }) => (snapMs + decodeMs) / snapper.ms),
    0.5,
  );
  const right = (is: (one: (typeof run)[number]) => boolean) => percent(run.filter(is).length / run.length);
  return [
    {
      what: `snap with decoding, beside Pixel Snapper's program with decoding: median (of ${run.length}); exact size of these`,
      target,
      found: `${ratio.toFixed(2)} × of ${theirs.toFixed(0)} ms; ${right(({ score }) => score.kind === 'snapped' && score.isSize)} beside ${right(({ snapper }) => snapper.isSize)}`,
      met: ratio <= targets.snapper,
    },
  ];
}
