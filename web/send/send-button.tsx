import { Button, type ButtonProps } from '@mantine/core';
import { useState } from 'react';
import { SendDialog } from './send-dialog.tsx';

/** Opens the dialog that posts a request's images in a channel. */
export function SendButton({ generationId, label, ...button }: ButtonProps & { generationId: string; label?: string }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button variant="default" {...button} onClick={() => setOpen(true)} {...(label ? { 'aria-label': label } : {})}>
        Send to a channel…
      </Button>
      <SendDialog generationId={generationId} opened={isOpen} onClose={() => setOpen(false)} />
    </>
  );
}
