import { type ReactNode, useEffect, useRef } from 'react';

/** The browser's own modal dialog: it keeps the focus, makes the rest inert, and closes with Escape. */
export function Dialog({
  label,
  className,
  onClose,
  children,
}: {
  label: string;
  className: string;
  onClose: () => void;
  children: ReactNode;
}) {
  const element = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const dialog = element.current;
    dialog?.showModal();
    // The first input, rather than the button that closes.
    dialog?.querySelector<HTMLElement>('form :is(input:not([hidden]), textarea, select)')?.focus();
    return () => dialog?.close();
  }, []);
  return (
    // A click on the backdrop arrives at the dialog itself; the keyboard has Escape.
    <dialog
      ref={element}
      aria-label={label}
      className={className}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onMouseDown={(event) => {
        if (event.target === event.currentTarget) onClose();
      }}
    >
      {children}
    </dialog>
  );
}
