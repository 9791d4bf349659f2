import type { Clock } from './clock.ts';
import type { FaultAction, Faults } from './faults.ts';
import { type PostOptions, post } from './post.ts';

/** Posts a webhook to this machine. Returns the answer's status; 0 if there was none. */
export async function postWebhook(
  target: string,
  body: string,
  headers: Record<string, string>,
  options: PostOptions,
): Promise<number> {
  const url = new URL(target);
  // Receivers listen on IPv4, and `localhost` may mean ::1.
  url.hostname = '127.0.0.1';
  return post(url, body, headers, options).then(
    ({ status }) => status,
    () => 0,
  );
}

/**
 * One delivery, with the fault that is due for "WEBHOOK name". `attempt` makes one attempt; `late` is called when a
 * postponed one is due. Resolves with the answer, or at once if it was postponed.
 */
export async function deliverWebhook(
  { clock, faults }: { clock: Clock; faults: Faults },
  name: string,
  attempt: (fault: FaultAction | undefined) => Promise<void>,
  late: () => void = () => void attempt(undefined),
): Promise<void> {
  const fault = faults.take(`WEBHOOK ${name}`);
  if (fault?.type === 'never') return;
  if (fault?.type === 'late' || fault?.type === 'slow') {
    clock.after(fault.ms, late);
    return;
  }
  await attempt(fault);
  if (fault?.type === 'twice') await attempt(undefined);
}

/** Older than any receiver should accept: the usual window is 5 minutes. */
const oldSignatureS = 15 * 60;

/** When a webhook claims it was signed, in seconds: in real time, because the receiver compares it with its own clock, which no test can move. */
export function signedAtS(fault: FaultAction | undefined): number {
  const nowS = Math.floor(Date.now() / 1000);
  return fault?.type === 'oldSignature' ? nowS - oldSignatureS : nowS;
}
