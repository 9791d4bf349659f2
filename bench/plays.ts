import { busyCard } from '#core/chat/present/busy.ts';
import type { ReplicateStandIn } from '#sandbox/replicate/start.ts';

/** One /imagine, and when it passed each stage, in milliseconds of this process's clock. */
export interface Play {
  prompt: string;
  sentAt: number;
  acknowledgedAt?: number;
  /** The app's last prediction for it, and how many there were: more than one means paid twice. */
  createdAt?: number;
  completedAt?: number;
  predictions: number;
  /** The first message with the picture, and the number of edits and messages with one. */
  postedAt?: number;
  posts: number;
  messageIds: Set<string>;
  /** What the chat said last that is no picture. */
  lastWords?: string;
}

export type Station = 'acknowledgedAt' | 'createdAt' | 'postedAt';

export interface Plays {
  /** Sends one command as the next person of the crowd. */
  send(model?: string): Promise<Play>;
  /** Resolves when the play has reached the stage, was turned away, or after `timeoutMs`. */
  until(play: Play, station: Station, timeoutMs: number): Promise<boolean>;
}

/** How long a person waits before they are counted as lost. */
export const patienceMs = 60_000;

/** The bot said that it takes nothing more now. */
export const isTurnedAway = ({ lastWords, postedAt }: Play): boolean =>
  postedAt === undefined && lastWords?.includes(busyCard.title) === true;

/** What a chat tells of a play. */
export interface Seen {
  acknowledged(play: Play): void;
  /** A message with the picture, or an edit of one. */
  posted(play: Play, messageId: string): void;
  /** A message without a picture, or an edit of one. */
  told(play: Play, words: string): void;
}

/** Where the people are. */
export interface Chat {
  /** Types the command as the nth, whoever that is. */
  run(play: Play, nth: number, model: string): Promise<void>;
}

/** A crowd in a chat, whose commands are each followed to their end. */
export function watchPlays(replicate: ReplicateStandIn, open: (seen: Seen) => Chat): Plays {
  const byPrompt = new Map<string, Play>();
  const waiting = new Map<Play, Set<() => void>>();
  const touch = (play: Play) => {
    for (const check of waiting.get(play) ?? []) check();
  };
  let sent = 0;
  const chat = open({
    acknowledged(play) {
      play.acknowledgedAt = performance.now();
      touch(play);
    },
    posted(play, messageId) {
      play.postedAt ??= performance.now();
      play.posts += 1;
      play.messageIds.add(messageId);
      touch(play);
    },
    told(play, words) {
      play.lastWords = words;
      touch(play);
    },
  });

  replicate.on(({ type, prediction }) => {
    const play = byPrompt.get(String(prediction.input.prompt));
    if (!play) return;
    if (type === 'created') {
      play.predictions += 1;
      play.createdAt = performance.now();
      touch(play);
    } else if (type === 'completed') play.completedAt = performance.now();
  });

  return {
    async send(model = 'flux-schnell') {
      const prompt = `bench ${sent}: a lighthouse of cards`;
      const nth = sent;
      sent += 1;
      const play: Play = { prompt, sentAt: performance.now(), predictions: 0, posts: 0, messageIds: new Set() };
      byPrompt.set(prompt, play);
      await chat.run(play, nth, model);
      return play;
    },
    until(play, station, timeoutMs) {
      return new Promise((resolve) => {
        const checks = waiting.get(play) ?? new Set();
        waiting.set(play, checks);
        const end = (arrived: boolean) => {
          clearTimeout(timer);
          checks.delete(check);
          if (checks.size === 0) waiting.delete(play);
          resolve(arrived);
        };
        const check = () => {
          if (play[station] !== undefined) end(true);
          else if (isTurnedAway(play)) end(false);
        };
        const timer = setTimeout(() => end(false), timeoutMs);
        checks.add(check);
        check();
      });
    },
  };
}
