import type { Clock } from '#sandbox/kit/clock.ts';
import { newId } from './objects/ids.ts';
import type { Due, Objects } from './state.ts';

export interface Agenda {
  /** The clock's time; while something due is done, the time it was due at. */
  nowMs(): number;
  /** The same in whole seconds, as Stripe writes times. */
  nowS(): number;
  add(kind: Due['kind'], subject: string, atMs: number): void;
  drop(kind: Due['kind'], subject: string): void;
  /** Does what is due, earliest first, with what comes of it in its turn: months pass in order. */
  run(): void;
  stop(): void;
}

/** What happens by itself, as data that outlives a restart. `perform` does one entry; it must not wait. */
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
          // One entry that fails must not keep the others, and the clock, from going on.
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
