/** Slack repeats an event if it got no acknowledgement: at once, after a minute, and after five. */
const keepMs = 10 * 60_000;
const most = 10_000;

/**
 * Tells whether an event came to this process before, so that a refusal is not shown twice. Requests that cost credits have their key in the
 * database, which counts for all processes.
 */
export function createRepeats(now: () => number = () => performance.now()): (eventId: string) => boolean {
  const heard = new Map<string, number>();
  return (eventId) => {
    for (const [id, at] of heard) {
      if (now() - at < keepMs && heard.size < most) break;
      heard.delete(id);
    }
    if (heard.has(eventId)) return true;
    heard.set(eventId, now());
    return false;
  };
}
