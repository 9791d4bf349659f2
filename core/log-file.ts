import { readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** What the policy promises of technical logs. */
const keptDays = 30;
const hourMs = 60 * 60_000;

const dayOf = (time: Date): string => time.toISOString().slice(0, 10);

/**
 * Gives a log file that was begun on another day that day's name, and deletes those of more than 30 days ago. Several processes may write to one
 * file: the first that looks renames it, and each opens the new one by itself.
 */
export function setAside(file: string, now: Date): void {
  const begun = statSync(file, { throwIfNoEntry: false })?.birthtime;
  const [folder, stem] = [dirname(file), basename(file, '.log')];
  if (begun && dayOf(begun) < dayOf(now)) quietly(() => renameSync(file, join(folder, `${stem}-${dayOf(begun)}.log`))); // another process may be first
  const oldest = dayOf(new Date(now.getTime() - keptDays * 24 * hourMs));
  for (const name of readdirSync(folder)) {
    const day = name.startsWith(`${stem}-`) ? /(\d{4}-\d\d-\d\d)\.log$/.exec(name)?.[1] : undefined;
    if (day !== undefined && day < oldest) rmSync(join(folder, name), { force: true });
  }
}

/** Looks each hour whether a new day has begun. */
export function keepLogFile(destination: { reopen(file: string): void }, file: string): void {
  const look = () =>
    quietly(() => {
      setAside(file, new Date());
      destination.reopen(file);
    });
  setInterval(look, hourMs).unref();
}

/** A folder that is gone or full must not end the process; its next line would say so. */
function quietly(work: () => void): void {
  try {
    work();
  } catch {
    // looked at again in an hour
  }
}
