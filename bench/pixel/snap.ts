import sharp from 'sharp';
import { pixelsOf } from '#core/images/raw-pixels.ts';
import { type Snap, snap } from '#core/pixel/snap/snap.ts';
import { type DamageName, damageNames } from '#test/pixel/damages.ts';
import type { Measured } from './measured.ts';
import { type PixelRow, type PixelRun, percent } from './row.ts';
import { keepMiss } from './snap-misses.ts';
import { damagedPicture, photograph } from './snap-pictures.ts';
import { damageRow, snapperRow, timeRow, totals } from './snap-rows.ts';
import { reportedOn, scoreOf, tunedOn } from './snap-score.ts';
import { runSnapper } from './snapper.ts';

/** As many of a damage are given to Pixel Snapper as well, if it is there. */
const snapperEach = 2;

/** Damaged pictures of every kind, on seeds that the detector's numbers were not chosen on, and photographs. */
export async function snapRows(run: PixelRun): Promise<PixelRow[]> {
  const each = run.quick ? 4 : 30;
  const all: Measured[] = [];
  await warmUp();
  for (const damage of damageNames)
    for (let index = 0; index < each; index += 1) all.push(await measureDamaged(damage, index, run));
  return [
    ...totals(all),
    ...damageNames.map((damage) =>
      damageRow(
        damage,
        all.filter((one) => one.damage === damage),
      ),
    ),
    await photographRow(run.quick ? 7 : 21, run),
    timeRow(all),
    ...snapperRow(all),
  ];
}

/** A worker's thread has long compiled what a snap runs: one of each damage, of a seed that is not reported, so that this is not measured. */
async function warmUp(): Promise<void> {
  for (const damage of damageNames) {
    const { png } = await damagedPicture(damage, tunedOn[0], 0);
    snap(await pixelsOf(sharp(png)));
  }
}

async function measureDamaged(damage: DamageName, index: number, { misses, snapper }: PixelRun): Promise<Measured> {
  const picture = await damagedPicture(damage, reportedOn, index);
  const { png, truth } = picture;
  const { found, snapMs, decodeMs } = await timed(png);
  const score = scoreOf(found, truth);
  const isExact = score.kind === 'snapped' && score.isSize;
  if (misses && !isExact) await keepMiss(misses, picture, found);
  const theirs = snapper && index < snapperEach ? await runSnapper(snapper, png) : undefined;
  return {
    damage,
    score,
    snapMs,
    decodeMs,
    isStable: found.kind !== 'snapped' || snap(found.picture).kind === 'native',
    ...(theirs && {
      snapper: { ...theirs, isSize: theirs.columns === truth.width && theirs.rows === truth.height },
    }),
  };
}

/** The processor's time: that on the clock is also that of whatever else the machine does. */
async function timed(png: Buffer): Promise<{ found: Snap; snapMs: number; decodeMs: number }> {
  const start = process.cpuUsage();
  const picture = await pixelsOf(sharp(png));
  const decodeMs = msSince(start);
  const decoded = process.cpuUsage();
  const found = snap(picture);
  return { found, decodeMs, snapMs: msSince(decoded) };
}

function msSince(start: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1_000;
}

async function photographRow(count: number, { misses }: PixelRun): Promise<PixelRow> {
  let refused = 0;
  for (let index = 0; index < count; index += 1) {
    const picture = await photograph(reportedOn, index);
    const found = snap(await pixelsOf(sharp(picture.png)));
    if (found.kind === 'no_grid') refused += 1;
    else if (misses) await keepMiss(misses, picture, found);
  }
  return {
    what: `snap: photographs refused (of ${count})`,
    target: 'all',
    found: `${refused}, ${percent(refused / count)}`,
    met: refused === count,
  };
}
