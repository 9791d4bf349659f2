import { TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useEffect, useRef, useState } from 'react';
import classes from './search-field.module.css';

/** How long a pause in typing starts the search. */
const pauseMs = 300;

/** The search words; follows the address if anything but typing changes it. */
export function SearchField({ value, onSearch }: { value: string; onSearch: (words: string) => void }) {
  const [text, setText] = useState(value);
  const told = useRef(value);
  const tell = useDebouncedCallback((typed: string) => {
    told.current = typed.trim();
    onSearch(told.current);
  }, pauseMs);
  useEffect(() => {
    // Keep what was typed meanwhile.
    if (value === told.current) return;
    told.current = value;
    setText(value);
  }, [value]);
  return (
    <TextInput
      classNames={{ root: classes.search, label: classes.label }}
      label="Search prompts"
      placeholder="Search prompts"
      type="search"
      value={text}
      onChange={({ currentTarget }) => {
        setText(currentTarget.value);
        tell(currentTarget.value);
      }}
    />
  );
}
