/** What a stand-in can do wrong on request, as the real service sometimes does. */
export type FaultAction =
  /** Answer with this status instead of doing the work. `body` defaults to the vendor's own error shape. */
  | { type: 'answer'; status: number; body?: unknown; headers?: Record<string, string> }
  /** 429 in the vendor's shape, with its retry-after header. */
  | { type: 'rateLimit'; retryAfterS: number }
  /** Do the work, but only after this long. */
  | { type: 'slow'; ms: number }
  /** Cut the connection without doing the work. */
  | { type: 'drop' }
  /** The same while the body is still on its way: an upload that breaks off. */
  | { type: 'cut' }
  /** Do the work, then cut the connection before the answer leaves: the caller cannot know what happened. */
  | { type: 'dropAfter' }
  /** Like the two above, but with a reset (RST) instead of an orderly end: clients tell the two apart. */
  | { type: 'reset' }
  | { type: 'resetAfter' }
  /** Do the work, then answer with this status, as if a proxy lost the answer. */
  | { type: 'answerAfter'; status: number }
  /** Do the work at once, and answer only after this long, when the caller has given up. */
  | { type: 'slowAfter'; ms: number }
  /** Answer with this status at once, and do the work this much later, like a gateway that gave up on a request it had passed on. */
  | { type: 'answerBefore'; status: number; ms: number }
  /** For what the stand-in sends itself (webhooks, events): later, twice, never, or with a bad or old signature. */
  | { type: 'late'; ms: number }
  | { type: 'twice' }
  | { type: 'never' }
  | { type: 'badSignature' }
  | { type: 'oldSignature' };

export interface Fault {
  /** Matched against "METHOD /path" of a request, or "WEBHOOK name" / "EVENT name" of something sent. A string matches as a substring. */
  on: string | RegExp;
  do: FaultAction;
  /** How many times it strikes; once by default. */
  times?: number;
  /** Only requests that send files. */
  onlyFiles?: true;
}

export interface Faults {
  add(fault: Fault): void;
  /** The next fault for this event, which this uses up; undefined if there is none. */
  take(event: string, sendsFiles?: boolean): FaultAction | undefined;
  list(): readonly Fault[];
  clear(): void;
}

export function createFaults(): Faults {
  let faults: Array<Fault & { left: number }> = [];
  return {
    add(fault) {
      faults.push({ ...fault, left: fault.times ?? 1 });
    },
    take(event, sendsFiles = false) {
      const isMeant = ({ on, onlyFiles }: Fault) =>
        (sendsFiles || !onlyFiles) && (typeof on === 'string' ? event.includes(on) : on.test(event));
      const hit = faults.find(isMeant);
      if (!hit) return undefined;
      hit.left -= 1;
      if (hit.left <= 0) faults = faults.filter((fault) => fault !== hit);
      return hit.do;
    },
    list: () => faults,
    clear() {
      faults = [];
    },
  };
}
