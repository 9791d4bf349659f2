import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';

export interface Suggestion {
  key: string;
  label: ReactNode;
  detail?: ReactNode;
  /** What can follow it, on a separate line. */
  hint?: string;
}

interface Options<T extends Suggestion> {
  /** Undefined if nothing is offered now. */
  items: readonly T[] | undefined;
  onPick: (item: T) => void;
  onClose?: () => void;
  /** Whether the first one is chosen even before an arrow key is used. */
  eager?: boolean;
}

/** The list above a text field: arrow keys, Enter and Tab choose, Escape closes. */
export function useSuggestions<T extends Suggestion>({ items, onPick, onClose, eager = true }: Options<T>) {
  const listId = useId();
  const keys = items?.map(({ key }) => key).join('\n') ?? '';
  const [at, setAt] = useState(eager ? 0 : -1);
  const [lastKeys, setLastKeys] = useState(keys);
  if (keys !== lastKeys) {
    setLastKeys(keys);
    setAt(eager ? 0 : -1);
  }
  const active = items?.[at];
  const isOpen = items !== undefined && items.length > 0;

  return {
    isOpen,
    fieldProps: {
      role: 'combobox' as const,
      'aria-expanded': isOpen,
      'aria-autocomplete': 'list' as const,
      'aria-controls': isOpen ? listId : undefined,
      'aria-activedescendant': isOpen && active ? `${listId}-${at}` : undefined,
    },
    /** True if the list handled the key. */
    onKey(event: KeyboardEvent): boolean {
      if (!isOpen || event.nativeEvent.isComposing) return false;
      if (event.key === 'ArrowDown') setAt((at + 1) % items.length);
      else if (event.key === 'ArrowUp') setAt((at <= 0 ? items.length : at) - 1);
      else if ((event.key === 'Enter' || (event.key === 'Tab' && !event.shiftKey)) && active) onPick(active);
      else if (event.key === 'Escape' && onClose) onClose();
      else return false;
      event.preventDefault();
      event.stopPropagation();
      return true;
    },
    listProps: { id: listId, items: items ?? [], at, onPick },
  };
}

export function SuggestionList<T extends Suggestion>({
  id,
  items,
  at,
  onPick,
  label,
  heading,
}: {
  id: string;
  items: readonly T[];
  at: number;
  onPick: (item: T) => void;
  label: string;
  heading?: ReactNode;
}) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector(`#${CSS.escape(`${id}-${at}`)}`)?.scrollIntoView({ block: 'nearest' });
  }, [id, at]);
  return (
    <div className="suggestions">
      {heading && <p className="suggestions-heading">{heading}</p>}
      {items.length > 0 && (
        <div role="listbox" id={id} aria-label={label} ref={list} tabIndex={-1}>
          {items.map((item, index) => (
            <div
              key={item.key}
              id={`${id}-${index}`}
              role="option"
              aria-selected={index === at}
              tabIndex={-1}
              // Before the field loses its focus.
              onMouseDown={(event) => {
                event.preventDefault();
                onPick(item);
              }}
            >
              <span>{item.label}</span>
              {item.detail && <small>{item.detail}</small>}
              {item.hint && <code>{item.hint}</code>}
            </div>
          ))}
        </div>
      )}
    </div>
  );
}
