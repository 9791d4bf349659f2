import { Alert } from '@mantine/core';
import type { ReactNode } from 'react';
import alert from './alert.module.css';

/** News, good or neutral; announced when it appears, without interrupting. */
export function Notice({
  title,
  tone = 'news',
  children,
}: {
  title: string;
  tone?: 'good' | 'news' | 'careful';
  children?: ReactNode;
}) {
  return (
    <Alert
      title={title}
      role="status"
      classNames={{ root: alert.root, title: alert.title, message: alert.message }}
      data-tone={tone}
    >
      {children}
    </Alert>
  );
}
