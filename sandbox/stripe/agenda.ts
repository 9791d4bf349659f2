import type { Clock } from '#sandbox/kit/clock.ts';
import { newId } from './objects/ids.ts';
import type { Due, Objects } from './state.ts';

export interface Agenda {
  /** The clock's time; while a due entry is being performed, the time it was due at. */
  nowMs(): number;
  /** The same in whole seconds, Stripe's unit. */
  nowS(): number;
  add(kind: Due['kind'], subject: string, atMs: number): void;
  drop(kind: Due['kind'], subject: string): void;
  /** Performs what is due, earliest first, including entries that this adds: months pass in order. */
  run(): void;
  stop(): void;
}

/** Things that happen by themselves, as data that survives a restart. `perform` carries out one entry; it must not wait. */
export function createAgenda(clock: Clock, objects: Objects, perform: (due: Due) => void): Agenda {
  let at: number | undefined;
  let wake: (() => void) | undefined;
  const nowMs = () => at ?? clock.now();

  const next = () => {
    let first: Due | undefined;
    for (const due of objects.agenda.values()) if (!first || due.atMs < first.atMs) first = due;
    return first;
  };

  function sleep() {
    wake?.();
    const first = next();
    wake = first && clock.after(Math.max(first.atMs - clock.now(), 0), run);
  }

  function run() {
    if (at !== undefined) return;
    try {
      for (let due = next(); due && due.atMs <= clock.now(); due = next()) {
        objects.agenda.delete(due.id);
        at = due.atMs;
        try {
          perform(due);
        } catch (cause) {
          // An entry that fails must not stop the others, or the clock.
          console.error(`Stripe stand-in: ${due.kind} of ${due.subject} failed`, cause);
        }
      }
    } finally {
      at = undefined;
    }
    sleep();
  }

  return {
    nowMs,
    nowS: () => Math.floor(nowMs() / 1000),
    add(kind, subject, atMs) {
      const id = newId('due');
      objects.agenda.set(id, { id, kind, subject, atMs });
      if (at === undefined) sleep();
    },
    drop(kind, subject) {
      for (const due of objects.agenda.values())
        if (due.kind === kind && due.subject === subject) objects.agenda.delete(due.id);
    },
    run,
    stop() {
      wake?.();
      wake = undefined;
    },
  };
}
