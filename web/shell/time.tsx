import { useSyncExternalStore } from 'react';

const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
const absolute = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short' });
const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long' });

const units = [
  ['minute', 60],
  ['hour', 60 * 60],
  ['day', 24 * 60 * 60],
] as const;
/** Beyond that, the date says more than "73 days ago". */
const relativeSeconds = 30 * 24 * 60 * 60;

/** "3 minutes ago", with the exact time on hover. `as="date"`: the date. */
export function Time({ at, as = 'relative' }: { at: string; as?: 'relative' | 'date' }) {
  const now = useSyncExternalStore(everyHalfMinute, halfMinute, halfMinute);
  const time = new Date(at);
  return (
    <time dateTime={at} title={absolute.format(time)} data-relative={as === 'relative' || undefined}>
      {as === 'date' ? day.format(time) : since(time, now)}
    </time>
  );
}

function since(time: Date, now: number): string {
  const seconds = Math.round((time.getTime() - now) / 1000);
  const distance = Math.abs(seconds);
  if (distance >= relativeSeconds) return day.format(time);
  if (distance < 45) return seconds > 0 ? 'in a moment' : 'just now';
  const [unit, length] = units.findLast(([, length]) => distance >= length) ?? units[0];
  return relative.format(Math.round(seconds / length), unit);
}

const stepMs = 30_000;
/** The same value for half a minute, as React requires. */
const halfMinute = () => Math.ceil(Date.now() / stepMs) * stepMs;
function everyHalfMinute(changed: () => void): () => void {
  const timer = setInterval(changed, stepMs);
  return () => clearInterval(timer);
}
