import type { Findings, Found } from './findings.ts';
import type { Spread } from './statistics.ts';
import type { Backend } from './world.ts';

/** What was read, and the number in it that is compared. */
export interface Reading {
  text: string;
  value?: number;
  /** Something else was at its limit, so that the target is no longer this figure's. */
  isExcused?: boolean;
}

export interface Cell {
  text: string;
  /** Absent if there is no target, or nothing to compare with. */
  met?: boolean | undefined;
}

export interface Figure {
  name: string;
  target: string;
  floor: string;
  of: Partial<Record<Backend, Cell>>;
}

/** What a figure should be, alone or beside the bare bot and the other build. */
export interface Target {
  text: string;
  isMet(value: number, beside: { floor?: number | undefined; theirs?: number | undefined }): boolean | undefined;
}

export const atMost = (limit: number, text = `≤ ${limit}`): Target => ({ text, isMet: (value) => value <= limit });
export const atLeast = (limit: number, text = `≥ ${limit}`): Target => ({ text, isMet: (value) => value >= limit });

const overFloor = (text: string, isMet: (share: number) => boolean): Target => ({
  text,
  isMet: (value, { floor }) => (floor === undefined ? undefined : isMet(value / floor)),
});
export const atMostOfFloor = (share: number, of = '') =>
  overFloor(`${of}≤ ${share} × bare`, (measured) => measured <= share);
export const atLeastOfFloor = (share: number) => overFloor(`≥ ${share} × bare`, (measured) => measured >= share);

/** @param share as a person would say it: '1/8' */
export function atMostOfTheirs(share: string): Target {
  const [part = 1, whole = 1] = share.split('/').map(Number);
  return {
    text: `≤ ${share} × before`,
    isMet: (value, { theirs }) => (theirs === undefined ? undefined : value <= theirs * (part / whole)),
  };
}

export const ms = (value: number) => `${Math.round(value)}`;
export const both = ({ p50, p99 }: Spread) => `${ms(p50)} / ${ms(p99)} ms`;
export const percent = (share: number) => `${Math.round(share * 100)} %`;
export const sum = (values: Record<string, number>) => Object.values(values).reduce((total, value) => total + value, 0);

export type Add = (name: string, target: Target | undefined, read: (found: Found) => Reading | undefined) => void;

const backends = ['PostgreSQL', 'Redis'] as const;

/** Collects rows of the table; one appears if this build was measured with a queue. */
export function createFigures(findings: Findings): { figures: Figure[]; add: Add } {
  const figures: Figure[] = [];
  const add: Add = (name, target, read) => {
    const floor = read(findings.floor);
    const of: Figure['of'] = {};
    for (const backend of backends) {
      const ours = read(findings.of[backend] ?? {});
      const theirs = read(findings.against?.of[backend] ?? {});
      if (ours) of[backend] = cellOf(ours, theirs, floor, target);
    }
    if (Object.keys(of).length > 0) figures.push({ name, target: target?.text ?? '', floor: floor?.text ?? '', of });
  };
  return { figures, add };
}

function cellOf(
  ours: Reading,
  theirs: Reading | undefined,
  floor: Reading | undefined,
  target: Target | undefined,
): Cell {
  const { value } = ours;
  const ratio = value === undefined || !theirs?.value ? '' : ` (${(value / theirs.value).toFixed(2)} ×)`;
  return {
    text: theirs ? `${theirs.text} → ${ours.text}${ratio}` : ours.text,
    met: isMet(ours, theirs, floor, target),
  };
}

function isMet(ours: Reading, theirs: Reading | undefined, floor: Reading | undefined, target: Target | undefined) {
  if (!target || ours.value === undefined) return undefined;
  return ours.isExcused || target.isMet(ours.value, { floor: floor?.value, theirs: theirs?.value });
}
