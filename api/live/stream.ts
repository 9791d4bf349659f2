import type { Response } from 'express';
import type { LiveEvent } from '#core/contract/pages/live-event.ts';
import type { Principal } from '../auth/principal.ts';

/** A generation changes many times a second while it is settled; a page that refreshes four times a second is live enough. */
const apartMs = 250;
/** Unread messages of a stuck connection; a browser that reconnects asks for everything anyway. */
const mostUnreadBytes = 64 * 1024;

type Kind = LiveEvent['changed'];

export interface Stream {
  who: Principal;
  /** Sends it at once, or with the next of its kind: two of one kind are never closer than 250 ms. */
  tell(event: LiveEvent): void;
  /** Keeps proxies from closing it. */
  beat(): void;
  end(): void;
}

/** An open response of server-sent events. */
export function openStream(who: Principal, response: Response, closed: () => void): Stream {
  response.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    // Compressed, an event would wait until there are more.
    'cache-control': 'no-store, no-transform',
    'x-accel-buffering': 'no',
  });
  // The id is the same for everybody: a browser that sends it back was here before.
  response.write('retry: 3000\nid: 1\n\n');
  response.flushHeaders();

  /** Kinds sent lately, and the event to send when their pause is over. */
  const lately = new Map<Kind, { timer: NodeJS.Timeout; next: LiveEvent | undefined }>();
  response.once('close', () => {
    for (const { timer } of lately.values()) clearTimeout(timer);
    lately.clear();
    closed();
  });

  function write(event: LiveEvent) {
    if (response.writableEnded || response.destroyed) return;
    response.write(`data: ${JSON.stringify(event)}\n\n`);
    if (response.writableLength > mostUnreadBytes) response.destroy();
    const timer = setTimeout(() => {
      const next = lately.get(event.changed)?.next;
      lately.delete(event.changed);
      if (next) write(next);
    }, apartMs);
    lately.set(event.changed, { timer, next: undefined });
  }

  return {
    who,
    tell(event) {
      const busy = lately.get(event.changed);
      if (!busy) return write(event);
      // Two events about different rows become one without an id.
      busy.next = busy.next && busy.next.id !== event.id ? { ...event, id: null } : event;
    },
    beat: () => response.write(': still here\n\n'),
    end: () => response.end(),
  };
}
