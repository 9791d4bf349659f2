import { TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useEffect, useRef, useState } from 'react';

/** How long somebody must pause before it is searched for. */
const pauseMs = 300;

/** Words to search for; follows the address where that changes by something else than typing. */
export function SearchField({ value, onSearch }: { value: string; onSearch: (words: string) => void }) {
  const [text, setText] = useState(value);
  const told = useRef(value);
  const tell = useDebouncedCallback((typed: string) => {
    told.current = typed.trim();
    onSearch(told.current);
  }, pauseMs);
  useEffect(() => {
    // What was typed meanwhile stays.
    if (value === told.current) return;
    told.current = value;
    setText(value);
  }, [value]);
  return (
    <TextInput
      className="filters-search"
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
