import { Button } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';

/** Copies a text, and says whether that went well: browsers refuse it without TLS. `label` says what, for who cannot see. */
export function CopyButton({ text, label }: { text: string; label: string }) {
  const { copied, error, copy } = useClipboard({ timeout: 2_000 });
  const words = error ? 'Not copied' : copied ? 'Copied' : 'Copy';
  return (
    <>
      <Button size="xs" variant="default" className="copy" onClick={() => copy(text)} aria-label={label}>
        {words}
      </Button>
      <span role="status" className="visually-hidden">
        {error ? 'Your browser does not let us copy. Select the text and copy it yourself.' : copied ? 'Copied' : ''}
      </span>
    </>
  );
}
