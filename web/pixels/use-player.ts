import { useEffect, useMemo, useRef } from 'react';
import type { AnimationLayout } from '#core/assets/layout/asset-layout.ts';
import { shownBy } from '#core/pixel/formats/sheet/aseprite-json.ts';
import { useKeyed } from '../viewer/use-keyed.ts';
import { advanced, isOver } from './advance.ts';

export const speeds = { '0.25': '¼ ×', '0.5': '½ ×', '1': '1 ×', '2': '2 ×', '4': '4 ×' } as const;
export type Speed = keyof typeof speeds;

interface State {
  /** Undefined: all frames. */
  tag: string | undefined;
  speed: Speed;
  isPlaying: boolean;
  /** Among the frames in the order in which they are shown. */
  at: number;
  /** Whether the frames before and after shine through while it stands still. */
  hasSkin: boolean;
}

export type Player = ReturnType<typeof usePlayer>;

/** Plays the frames of an image by their own times, or shows them one by one; whoever wants less motion starts it. @param id whose frames they are */
export function usePlayer(id: string, { frames, tags }: Pick<AnimationLayout, 'frames' | 'tags'>, isSeen: boolean) {
  const { value, change } = useKeyed<State>(id, () => ({
    tag: undefined,
    speed: '1',
    isPlaying: frames.length > 1 && !matchMedia('(prefers-reduced-motion: reduce)').matches,
    at: 0,
    hasSkin: false,
  }));
  const tag = tags.find(({ name }) => name === value.tag);
  const order = useMemo(() => (tag ? shownBy(tag) : frames.map((_, index) => index)), [tag, frames]);
  const times = useMemo(() => order.map((index) => frames[index]?.ms ?? 1), [order, frames]);
  const repeat = tag?.repeat ?? 0;
  const { isPlaying, speed, hasSkin } = value;
  const at = Math.max(0, Math.min(value.at, order.length - 1));
  useTime(isPlaying && isSeen, (head, ms) => advanced(head, ms * Number(speed), times, repeat), {
    at,
    onTime: (head) => {
      const isEnd = isOver(head, repeat);
      change((now) => (now.at === head.at && !isEnd ? now : { ...now, at: head.at, isPlaying: !isEnd }));
    },
    restart: `${id} ${value.tag} ${speed}`,
  });
  const set = (next: Partial<State>) => change((now) => ({ ...now, ...next }));
  const isAtEnd = at === order.length - 1;
  return {
    tags,
    tag,
    order,
    at,
    /** In the file, from 0. */
    frame: order[at] ?? 0,
    ms: times[at] ?? 1,
    isPlaying,
    speed,
    hasSkin,
    toggle: () => set(isPlaying ? { isPlaying: false } : { isPlaying: true, at: isAtEnd && repeat > 0 ? 0 : at }),
    step: (by: 1 | -1) => set({ isPlaying: false, at: (at + by + order.length) % order.length }),
    show: (place: number) => set({ isPlaying: false, at: place }),
    choose: (name: string) => set({ tag: name === '' ? undefined : name, at: 0 }),
    setSpeed: (next: Speed) => set({ speed: next }),
    toggleSkin: () => set({ hasSkin: !hasSkin }),
  };
}

type Head = Parameters<typeof advanced>[0];

/** Passes time on, as the browser draws. @param restart what begins the frame that is shown anew */
function useTime(
  isOn: boolean,
  pass: (head: Head, ms: number) => Head,
  options: { at: number; onTime: (head: Head) => void; restart: string },
): void {
  const latest = useRef({ pass, ...options });
  latest.current = { pass, ...options };
  // biome-ignore lint/correctness/useExhaustiveDependencies: another tag or speed begins the frame anew
  useEffect(() => {
    if (!isOn) return undefined;
    let head: Head = { at: latest.current.at, sinceMs: 0, rounds: 0 };
    let last = performance.now();
    let asked = requestAnimationFrame(function tick(now) {
      // The first may be of the frame that was begun before.
      head = latest.current.pass(head, Math.max(0, now - last));
      last = Math.max(now, last);
      latest.current.onTime(head);
      asked = requestAnimationFrame(tick);
    });
    return () => cancelAnimationFrame(asked);
  }, [isOn, options.restart]);
}
