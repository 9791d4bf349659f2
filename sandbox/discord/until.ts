import type { DiscordPeople, PeopleEvent } from './people.ts';

/** Waits for something that a person would see, looking again at every event: no sleeping, no polling. */
export function createUntil(subscribe: (listener: (event: PeopleEvent) => void) => () => void): DiscordPeople['until'] {
  return (look, timeoutMs = 30_000, what = 'what was waited for') =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => settle(() => reject(new Error(`Within ${timeoutMs} ms this was not seen: ${what}.`))),
        timeoutMs,
      );
      const unsubscribe = subscribe(check);
      function settle(end: () => void) {
        clearTimeout(timer);
        unsubscribe();
        end();
      }
      function check() {
        try {
          const found = look();
          if (found) settle(() => resolve(found));
        } catch (cause) {
          settle(() => reject(cause));
        }
      }
      check();
    });
}
