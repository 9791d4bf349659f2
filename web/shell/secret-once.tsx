import { Button } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';
import { CopyButton } from './copy-button.tsx';
import { Notice } from './notice.tsx';
import classes from './secret-once.module.css';

interface SecretOnceProps {
  title: string;
  secret: string;
  /** "Copy the key" */
  copyLabel: string;
  onClose: () => void;
  /** What it is for, and that it is shown this once. */
  children: ReactNode;
}

/** A secret that nobody can show again: in place of the form that made it. */
export function SecretOnce({ title, secret, copyLabel, onClose, children }: SecretOnceProps) {
  const shown = useRef<HTMLDivElement>(null);
  // The form that had the focus is gone.
  useEffect(() => shown.current?.focus(), []);
  return (
    <div ref={shown} tabIndex={-1} className={classes.secret}>
      <Notice title={title} tone="careful">
        {children}
      </Notice>
      <div className={classes.line}>
        <code>{secret}</code>
        <CopyButton text={secret} label={copyLabel} />
      </div>
      <Button variant="default" onClick={onClose}>
        I have it
      </Button>
    </div>
  );
}
