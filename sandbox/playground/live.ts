import { PassThrough } from 'node:stream';
import type { Answer } from '#sandbox/kit/serve.ts';

export type Panel = 'discord' | 'slack' | 'sandbox';

export interface Live {
  /** Notifies every open page that something in this panel changed. */
  tell(panel: Panel): void;
  /** Answers `GET /events`. */
  stream(): Answer;
  close(): void;
}

/** Simultaneous changes are reported once; a person does not see the difference. */
const gatherMs = 25;
/** Proxies and some browsers drop a connection that is silent for a minute. */
const stillHereMs = 25_000;

/** One Server-Sent Events stream per open page, which only says which panel changed: the page then fetches what it shows. */
export function createLive(): Live {
  const streams = new Set<PassThrough>();
  const changed = new Set<Panel>();
  let timer: NodeJS.Timeout | undefined;

  const send = (text: string) => {
    for (const stream of streams) stream.write(text);
  };
  const flush = () => {
    timer = undefined;
    for (const panel of changed) send(`event: changed\ndata: ${panel}\n\n`);
    changed.clear();
  };
  const stillHere = setInterval(() => send(': still here\n\n'), stillHereMs).unref();

  return {
    tell(panel) {
      changed.add(panel);
      timer ??= setTimeout(flush, gatherMs).unref();
    },
    stream() {
      const stream = new PassThrough();
      streams.add(stream);
      stream.once('close', () => streams.delete(stream));
      stream.write('retry: 500\n\n');
      return { headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store' }, body: stream };
    },
    close() {
      clearTimeout(timer);
      clearInterval(stillHere);
      for (const stream of streams) stream.destroy();
    },
  };
}
