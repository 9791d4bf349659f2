import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Dialog } from './dialog.tsx';
import { ProblemAlert } from './problem-alert.tsx';

interface ConfirmProps {
  opened: boolean;
  onClose: () => void;
  /** A question: "Unlink Ada?" */
  title: string;
  /** What will happen, and whether it can be undone. */
  children: ReactNode;
  /** The deed in a word or two: "Unlink". */
  confirmLabel: string;
  /** The dialog waits for it, shows what goes wrong, and closes when it is done. */
  onConfirm: () => Promise<unknown>;
  isDangerous?: boolean;
}

/** Asks before something that is not undone by pressing again. */
export function Confirm({ opened, onClose, title, children, confirmLabel, onConfirm, isDangerous }: ConfirmProps) {
  const deed = useMutation({ mutationFn: onConfirm, onSuccess: onClose });
  const leave = () => {
    if (deed.isPending) return;
    deed.reset();
    onClose();
  };
  return (
    <Dialog opened={opened} onClose={leave} title={title}>
      <div className="confirm">
        <div className="confirm-words">{children}</div>
        {deed.error && <ProblemAlert error={deed.error} />}
        <div className="confirm-buttons">
          <Button variant="default" onClick={leave} disabled={deed.isPending} data-autofocus>
            Cancel
          </Button>
          <Button {...(isDangerous ? { color: 'red' } : {})} loading={deed.isPending} onClick={() => deed.mutate()}>
            {confirmLabel}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
