import type { DiscordStandIn } from '#sandbox/discord/start.ts';
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
}

export type Station = 'acknowledgedAt' | 'createdAt' | 'postedAt';

export interface Plays {
  /** Sends one command as the next person of the crowd. */
  send(model?: string): Promise<Play>;
  /** Resolves when the play has reached the stage, or after `timeoutMs`. */
  until(play: Play, station: Station, timeoutMs: number): Promise<boolean>;
}

/** How long a person waits before they are counted as lost. */
export const patienceMs = 60_000;

/** A crowd in front of the Discord stand-in, whose commands are each followed to their end. */
export function watchPlays(discord: DiscordStandIn, replicate: ReplicateStandIn, people: number): Plays {
  const crowd = discord.people.addUsers(people);
  const channels = discord.people.guilds.flatMap((guild) => guild.channels.filter(({ canPost }) => canPost));
  const byPrompt = new Map<string, Play>();
  const byInteraction = new Map<string, Play>();
  const waiting = new Map<Play, Set<() => void>>();
  const touch = (play: Play) => {
    for (const check of waiting.get(play) ?? []) check();
  };
  let sent = 0;

  discord.people.subscribe((event) => {
    const now = performance.now();
    if (event.type === 'interactionAcknowledged') {
      const play = byInteraction.get(event.interactionId);
      if (play) touch(Object.assign(play, { acknowledgedAt: now }));
    } else if (event.type === 'messageUpdated' || event.type === 'messageCreated') {
      const message = discord.people.message(event.messageId);
      if (!message || message.attachments.length === 0) return;
      const play = byInteraction.get(message.interaction_metadata?.id ?? '');
      if (!play) return;
      play.postedAt ??= now;
      play.posts += 1;
      play.messageIds.add(message.id);
      touch(play);
    }
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
      const user = crowd[sent % crowd.length];
      const channel = channels[sent % channels.length];
      if (!user || !channel) throw new Error('Nobody is there, or nowhere to write.');
      const prompt = `bench ${sent}: a lighthouse of cards`;
      sent += 1;
      const play: Play = { prompt, sentAt: performance.now(), predictions: 0, posts: 0, messageIds: new Set() };
      byPrompt.set(prompt, play);
      const where = { userId: user.id, channelId: channel.id };
      const { id } = await discord.people.runCommand({ ...where, name: 'imagine', options: { prompt, model } });
      byInteraction.set(id, play);
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
        };
        const timer = setTimeout(() => end(false), timeoutMs);
        checks.add(check);
        check();
      });
    },
  };
}
