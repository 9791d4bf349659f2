import { useEffect, useState } from 'react';
import { act } from '../api.ts';
import { sentenceOf } from '../live.ts';
import { SuggestionList, useSuggestions } from '../shared/suggestions.tsx';
import { useSlack } from './context.ts';
import type { ElementProps } from './elements.tsx';
import { useField } from './use-field.ts';

interface Offered {
  key: string;
  label: string;
}

/** Slack asks the app only once this much was typed. */
const usualMinQuery = 3;
const pauseMs = 150;

/** A select whose options the app gives while one types. */
export function ExternalSelect({ element, fieldId, describedBy, isWrong = false, label }: ElementProps) {
  const { snapshot } = useSlack();
  const { set, value, surface, actionId } = useField(element, fieldId !== undefined);
  const [text, setText] = useState(element.initial_option?.text.text ?? '');
  const [isOpen, setOpen] = useState(false);
  const [offered, setOffered] = useState<{ items: Offered[]; note: string }>({ items: [], note: '' });
  const minQuery = element.min_query_length ?? usualMinQuery;
  const isChosen = typeof value === 'string';
  const isAsking = isOpen && text.length >= minQuery;
  const place = JSON.stringify(surface.place);
  const userId = snapshot.me.id;

  useEffect(() => {
    if (!isAsking) return;
    let isCurrent = true;
    const show = (next: { items: Offered[]; note: string }) => isCurrent && setOffered(next);
    const timer = setTimeout(() => {
      act.slack('suggest', { userId, actionId, value: text, ...JSON.parse(place) }).then(
        ({ options }) =>
          show({
            items: options.map((each) => ({ key: each.value, label: each.text })),
            note: options.length === 0 ? 'No results.' : '',
          }),
        (cause) => show({ items: [], note: sentenceOf(cause) }),
      );
    }, pauseMs);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [isAsking, text, userId, actionId, place]);

  const menu = useSuggestions({
    items: isAsking ? offered.items : undefined,
    onPick(item) {
      set(item.key);
      setText(item.label);
      setOpen(false);
    },
    onClose: () => setOpen(false),
  });
  return (
    <div className="s-external">
      <input
        {...menu.fieldProps}
        id={fieldId}
        aria-label={fieldId ? undefined : (label ?? element.placeholder?.text ?? actionId)}
        aria-describedby={describedBy}
        aria-invalid={isWrong}
        autoComplete="off"
        placeholder={element.placeholder?.text ?? 'Select an option'}
        value={text}
        onFocus={() => setOpen(!isChosen)}
        onBlur={() => setOpen(false)}
        onChange={({ target }) => {
          setText(target.value);
          setOpen(true);
          if (isChosen) surface.form?.change(actionId, []);
        }}
        onKeyDown={menu.onKey}
      />
      {isOpen && (
        <SuggestionList
          {...menu.listProps}
          label={`Options for ${label ?? actionId}`}
          heading={isAsking ? offered.note : `Type at least ${minQuery} letters.`}
        />
      )}
    </div>
  );
}
