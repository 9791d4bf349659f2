import { TextInput } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { CopyButton } from '../shell/copy-button.tsx';
import classes from './link-field.module.css';

/** A link, selected at a press, and a button that copies it. `isFocused`: it was just made. */
export function LinkField({
  url,
  label = 'The link',
  isFocused = false,
}: {
  url: string;
  label?: string;
  isFocused?: boolean;
}) {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (isFocused) input.current?.focus();
  }, [isFocused]);
  return (
    <div className={classes.link}>
      <TextInput
        ref={input}
        className={classes.input}
        label={label}
        value={url}
        readOnly
        spellCheck={false}
        onFocus={(event) => event.currentTarget.select()}
      />
      <CopyButton text={url} label="Copy the link" />
    </div>
  );
}
