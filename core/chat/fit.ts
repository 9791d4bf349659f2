const kinds = ['part', 'image', 'table', 'column', 'row', 'item', 'button', 'menu', 'choice'] as const;
type Kind = (typeof kinds)[number];

/** What does not fit into a message, counted while it is drawn. */
export interface LeftOut {
  add(kind: Kind, count?: number): void;
  /** `30 more buttons do not fit here.`; undefined if everything fits. */
  sentence(): string | undefined;
}

/** An upper bound of the sentence's length: this many characters are kept free for it. */
export const longestSentence = 200;

export function createLeftOut(): LeftOut {
  const counts = new Map<Kind, number>();
  return {
    add(kind, count = 1) {
      if (count > 0) counts.set(kind, (counts.get(kind) ?? 0) + count);
    },
    sentence() {
      const named = kinds.flatMap((kind) => {
        const count = counts.get(kind) ?? 0;
        return count === 0 ? [] : [{ count, words: `${count} more ${kind}${count === 1 ? '' : 's'}` }];
      });
      const last = named.pop();
      if (!last) return undefined;
      const words = named.length === 0 ? last.words : `${named.map((each) => each.words).join(', ')} and ${last.words}`;
      return `${words} ${named.length === 0 && last.count === 1 ? 'does' : 'do'} not fit here.`;
    },
  };
}
