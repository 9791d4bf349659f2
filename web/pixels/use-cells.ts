import { useClipboard } from '@mantine/hooks';
import { type KeyboardEvent, type RefObject, useRef, useState } from 'react';
import { useKeyed } from '../viewer/use-keyed.ts';
import type { Looking } from '../viewer/use-view.ts';
import type { Frame } from '../viewer/view.ts';
import { type CellWords, cellWords } from './cell-words.ts';
import { type Cell, withCell, within } from './cells.ts';
import { countedBy, type Scene } from './scene.ts';
import { usePointed } from './use-pointed.ts';

interface CellsOptions {
  /** What is on the screen: of another scene nothing is pointed at. */
  key: string;
  box: RefObject<HTMLElement | null>;
  frame: Frame | undefined;
  looking: Looking;
  scene: Scene;
  places: ReadonlyMap<number, number>;
}

export type Cells = ReturnType<typeof useCells>;

/** The cell that a mouse is over, and the one that keys or a finger chose, with what there is to say about them. */
export function useCells({ key, box, frame, looking, scene, places }: CellsOptions) {
  const { value, change } = useKeyed<{ pointed?: Cell | undefined; cursor?: Cell | undefined }>(key, () => ({}));
  const [isFocused, setFocused] = useState(false);
  const [copiedHex, setCopiedHex] = useState('');
  const clipboard = useClipboard({ timeout: 2_000 });
  /** Where the keys were when they left. */
  const last = useRef<Cell | undefined>(undefined);
  const { size } = scene;
  const cursor = value.cursor && within(value.cursor, size);
  const pointed = value.pointed && within(value.pointed, size);
  const wordsOf = (cell: Cell): CellWords => cellWords(scene, cell, places);
  const copy = (cell: Cell | undefined) => {
    const hex = cell && wordsOf(cell).hex;
    if (!hex) return;
    setCopiedHex(hex);
    clipboard.copy(hex);
  };
  const moveTo = (cell: Cell | undefined) => {
    last.current = cell ?? last.current;
    change((now) => ({ ...now, cursor: cell }));
    if (cell && frame) looking.change((view) => withCell(frame, view, cell));
  };

  usePointed(box, {
    frame,
    looking,
    onPoint: (cell) =>
      change((now) => (now.pointed?.x === cell?.x && now.pointed?.y === cell?.y ? now : { ...now, pointed: cell })),
    onPress: (cell, isTouch) => {
      if (isTouch) change((now) => ({ ...now, cursor: cell }));
      else copy(cell);
    },
  });

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !cursor) return;
    const by = event.shiftKey ? countedBy : 1;
    const deeds: Partial<Record<string, () => void>> = {
      ArrowLeft: () => moveTo(within({ x: cursor.x - by, y: cursor.y }, size)),
      ArrowRight: () => moveTo(within({ x: cursor.x + by, y: cursor.y }, size)),
      ArrowUp: () => moveTo(within({ x: cursor.x, y: cursor.y - by }, size)),
      ArrowDown: () => moveTo(within({ x: cursor.x, y: cursor.y + by }, size)),
      Home: () => moveTo({ x: 0, y: cursor.y }),
      End: () => moveTo({ x: size.width - 1, y: cursor.y }),
      Enter: () => copy(cursor),
      Escape: () => event.currentTarget.blur(),
    };
    const deed = deeds[event.key];
    if (!deed) return;
    // Before the page's own keys, which turn to another image.
    event.preventDefault();
    deed();
  };

  const shown = pointed ?? cursor;
  return {
    pointed,
    cursor,
    isFocused,
    wordsOf,
    /** Of the cell that is pointed at, or else of the one that was chosen. */
    words: shown && wordsOf(shown),
    /** Whether it is the chosen one. */
    isChosen: pointed === undefined && cursor !== undefined,
    copyCursor: () => copy(cursor),
    /** `#5d275d`, for a moment. */
    copied: clipboard.copied ? copiedHex : '',
    isRefused: clipboard.error !== null,
    /** For what has the focus while keys move the cursor. */
    keys: {
      onKeyDown,
      onFocus: () => {
        setFocused(true);
        moveTo(within(cursor ?? last.current ?? { x: size.width >> 1, y: size.height >> 1 }, size));
      },
      onBlur: () => {
        setFocused(false);
        moveTo(undefined);
      },
    },
  };
}
