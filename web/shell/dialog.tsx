import { Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { useEscape } from '../client/use-escape.ts';
import classes from './dialog.module.css';

interface DialogProps {
  opened: boolean;
  onClose: () => void;
  title: string;
  children: ReactNode;
}

/** A dialog over the page. Assembled by hand, because Mantine's own has a <header>, and a page already has one. */
export function Dialog({ opened, onClose, title, children }: DialogProps) {
  // In place of Mantine's own, which would close every open dialog at once.
  useEscape(opened, onClose);
  return (
    <Modal.Root opened={opened} onClose={onClose} closeOnEscape={false} centered>
      <Modal.Overlay />
      <Modal.Content>
        <Modal.Body className={classes.body}>
          <div className={classes.head}>
            <Modal.Title className={classes.title}>{title}</Modal.Title>
            <Modal.CloseButton aria-label="Close" />
          </div>
          {children}
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
