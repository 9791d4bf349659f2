import { Button, CloseButton } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { useMutation } from '@tanstack/react-query';
import { type FocusEvent, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { endNote, type Note, useNote } from './note.ts';
import classes from './note-place.module.css';
import { ProblemAlert } from './problem-alert.tsx';

/** Long enough to read it and to reach the button; it waits for whoever points at it or is in it. An error stays until it is closed. */
const shownMs = 20_000;

/** The latest note, at the bottom of the window. Announced when it appears. */
export function NotePlace() {
  const note = useNote();
  return (
    <div className={classes.place} role="status">
      {note && <Shown key={note.number} note={note} />}
    </div>
  );
}

function Shown({ note }: { note: Note }) {
  const { words, undo } = note;
  const [isHeld, setHeld] = useState(false);
  const undoing = useMutation({ mutationFn: async () => undo?.(), onSuccess: () => endNote(note) });
  const error = undoing.error ?? note.error;
  const stays = isHeld || undoing.isPending || error != null;
  useEffect(() => {
    if (stays) return undefined;
    const timer = setTimeout(() => endNote(note), shownMs);
    return () => clearTimeout(timer);
  }, [stays, note]);
  useHotkeys([['mod+Z', () => undo && undoing.isIdle && undoing.mutate()]]);
  const { element, cameFrom } = useFocusBack();
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only waits for who points at it
    <div
      ref={element}
      className={classes.note}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={(event) => {
        setHeld(true);
        cameFrom(event);
      }}
      onBlur={() => setHeld(false)}
    >
      {error != null && <ProblemAlert error={error} />}
      <div className={classes.line}>
        <span className={classes.words}>{words}</span>
        {undo && (
          <Button
            size="xs"
            variant="default"
            loading={undoing.isPending}
            onClick={() => undoing.mutate()}
            title="Ctrl+Z or ⌘Z"
            aria-keyshortcuts="Control+Z Meta+Z"
          >
            Undo
          </Button>
        )}
        <CloseButton aria-label="Close this message" onClick={() => endNote(note)} />
      </div>
    </div>
  );
}

/** Whoever is in it when it goes is led back to where they came from, or to the page's title. */
function useFocusBack() {
  const element = useRef<HTMLDivElement>(null);
  const before = useRef<Element | null>(null);
  useLayoutEffect(() => {
    const shown = element.current;
    return () => {
      if (!shown?.contains(document.activeElement)) return;
      const back = before.current?.isConnected ? before.current : document.querySelector('h1');
      if (back instanceof HTMLElement) back.focus({ preventScroll: true });
    };
  }, []);
  return {
    element,
    cameFrom: ({ relatedTarget }: FocusEvent) => {
      if (relatedTarget instanceof Element && !element.current?.contains(relatedTarget)) before.current = relatedTarget;
    },
  };
}
