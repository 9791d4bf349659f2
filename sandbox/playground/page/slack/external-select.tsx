import { useEffect, useState } from 'react';
import { act } from '../api.ts';
import { sentenceOf } from '../live.ts';
import { SuggestionList, useSuggestions } from '../shared/suggestions.tsx';
import { useSlack } from './context.ts';
import type { ElementProps } from './element-props.ts';
import { useField } from './use-field.ts';

interface Offered {
  key: string;
  label: string;
}

/** Slack asks the app only after this many characters. */
const usualMinQuery = 3;
const pauseMs = 150;

/** A select whose options the app provides while the person types. */
export function ExternalSelect({ element, fieldId, describedBy, isWrong = false, label }: ElementProps) {
  const { snapshot } = useSlack();
  const { set, surface, actionId } = useField(element, fieldId !== undefined);
  const [chosen, setChosen] = useState(element.initial_option?.text.text ?? '');
  /** The text typed since the field got the focus; undefined while it is not in use. */
  const [typed, setTyped] = useState<string>();
  const [shown, setShown] = useState('');
  const [answer, setAnswer] = useState<{ query: string; items: Offered[]; note: string }>();
  const minQuery = element.min_query_length ?? usualMinQuery;
  const query = typed !== undefined && typed.length >= minQuery ? typed : undefined;
  const place = JSON.stringify(surface.place);
  const userId = snapshot.me.id;

  useEffect(() => {
    if (query === undefined) return;
    let isCurrent = true;
    const show = (items: Offered[], note: string) => isCurrent && setAnswer({ query, items, note });
    const timer = setTimeout(() => {
      act.slack('suggest', { userId, actionId, value: query, ...JSON.parse(place) }).then(
        ({ options }) => {
          const items = options.map(({ text, value }) => ({ key: value, label: text }));
          show(items, items.length === 0 ? 'No results.' : '');
        },
        (cause) => show([], sentenceOf(cause)),
      );
    }, pauseMs);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [query, userId, actionId, place]);

  // Nothing that belongs to an earlier text can be chosen.
  const offered = answer?.query === query ? answer : undefined;
  const menu = useSuggestions({
    items: offered?.items,
    onPick(item) {
      set(item.key);
      setChosen(item.label);
      setShown(item.label);
      setTyped(undefined);
    },
    onClose: () => setTyped(undefined),
    // Passing the field with Tab must not choose anything.
    eager: typed !== '',
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
        value={typed === undefined ? chosen : shown}
        onFocus={({ target }) => {
          setShown(chosen);
          setTyped('');
          target.select();
        }}
        onBlur={() => setTyped(undefined)}
        onChange={({ target }) => {
          setShown(target.value);
          setTyped(target.value);
        }}
        onKeyDown={menu.onKey}
      />
      {typed !== undefined && (
        <SuggestionList
          {...menu.listProps}
          label={`Options for ${label ?? actionId}`}
          heading={query === undefined ? `Type at least ${minQuery} letters.` : (offered?.note ?? 'Loading…')}
        />
      )}
    </div>
  );
}
