import { Button, type ButtonProps } from '@mantine/core';
import { useState } from 'react';
import { ExportDialog, type Exported } from './export-dialog.tsx';

/** Opens the dialog that makes files for a program of these images, or of a project. */
export function ExportButton({ of, ...button }: ButtonProps & { of: Exported }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button variant="default" {...button} onClick={() => setOpen(true)}>
        Export…
      </Button>
      <ExportDialog of={of} opened={isOpen} onClose={() => setOpen(false)} />
    </>
  );
}
