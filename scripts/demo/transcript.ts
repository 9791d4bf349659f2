export interface Played {
  chat: 'discord' | 'slack';
  pictures: Buffer[];
}

export type Say = (text: string) => void;

/** Prints what one side saw, each thing once, with the time since the command was sent. */
export function createTranscript(say: Say, chat: string) {
  const startedAt = performance.now();
  const seen = new Set<string>();
  return {
    saw(who: string, text: string) {
      const line = text.replaceAll('\n', ' | ');
      if (line === '' || seen.has(`${who}${line}`)) return;
      seen.add(`${who}${line}`);
      const ms = Math.round(performance.now() - startedAt);
      say(`${chat.padEnd(8)}${String(ms).padStart(6)} ms  ${who}: ${line}`);
    },
  };
}
