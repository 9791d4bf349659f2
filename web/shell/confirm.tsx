import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import classes from './confirm.module.css';
import { Dialog } from './dialog.tsx';
import { ProblemAlert } from './problem-alert.tsx';

interface ConfirmProps {
  opened: boolean;
  onClose: () => void;
  /** A question: "Unlink Ada?" */
  title: string;
  /** What will happen, and whether it can be undone. */
  children: ReactNode;
  /** The action in a word or two: "Unlink". */
  confirmLabel: string;
  /** The dialog waits for it, shows an error, and closes when it is done. */
  onConfirm: () => Promise<unknown>;
  isDangerous?: boolean;
}

/** Asks before an action that pressing again does not undo. */
export function Confirm({ opened, onClose, title, children, confirmLabel, onConfirm, isDangerous }: ConfirmProps) {
  const deed = useMutation({ mutationFn: onConfirm, onSuccess: onClose });
  const leave = () => {
    if (deed.isPending) return;
    deed.reset();
    onClose();
  };
  return (
    <Dialog opened={opened} onClose={leave} title={title}>
      <div className={classes.confirm}>
        <div className={classes.words}>{children}</div>
        {deed.error && <ProblemAlert error={deed.error} />}
        <div className={classes.buttons}>
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
