import { Button } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import classes from './copy-button.module.css';
import text from './text.module.css';

/** Copies a text and says whether that worked: browsers refuse it without TLS. `label` says what is copied, for people who cannot see it. */
export function CopyButton({ text: words, label }: { text: string; label: string }) {
  const { copied, error, copy } = useClipboard({ timeout: 2_000 });
  const said = error ? 'Not copied' : copied ? 'Copied' : 'Copy';
  return (
    <>
      <Button size="xs" variant="default" className={classes.button} onClick={() => copy(words)} aria-label={label}>
        {said}
      </Button>
      <span role="status" className={text.visuallyHidden}>
        {error ? 'Your browser does not let us copy. Select the text and copy it yourself.' : copied ? 'Copied' : ''}
      </span>
    </>
  );
}
