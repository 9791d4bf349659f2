import type { Animation, Tag } from '../picture.ts';

/** Frames of one figure that is seen from one side. */
export interface Group {
  frames: readonly number[];
  /** It walks or stands: its feet stay on the ground, and it stays as large as it is. Poses lie down and jump. */
  isUpright: boolean;
}

const upright = /^(?:walk|idle|run)\b/;
export const isUpright = ({ name }: Pick<Tag, 'name'>): boolean => upright.test(name);

/** What a tag shows and which way it looks: `walk-down`. */
const sideOf = ({ name }: Tag): string => name.split('-').at(-1) ?? name;

/** The frames by the side from which they show their figure; none of an animation without tags: an effect has no sides, and grows and fades as it should. */
export function groupsOf({ tags }: Animation): Group[] {
  const sides = [...new Set(tags.map(sideOf))];
  return sides.map((side) => {
    const own = tags.filter((tag) => sideOf(tag) === side);
    return {
      frames: own.flatMap(({ from, to }) => Array.from({ length: to - from + 1 }, (_, at) => from + at)),
      isUpright: own.every(isUpright),
    };
  });
}
