import { Button, type ButtonProps } from '@mantine/core';
import { useState } from 'react';
import { ShareDialog } from './share-dialog.tsx';

/** Opens the dialog that makes a link to these images. */
export function ShareButton({ ids, ...button }: ButtonProps & { ids: readonly string[] }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button variant="default" {...button} onClick={() => setOpen(true)}>
        Share…
      </Button>
      <ShareDialog ids={ids} opened={isOpen} onClose={() => setOpen(false)} />
    </>
  );
}
