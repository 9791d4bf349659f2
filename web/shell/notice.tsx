import { Alert } from '@mantine/core';
import type { ReactNode } from 'react';

/** Good news, or news; read out when it appears, without cutting anybody short. */
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
    <Alert title={title} role="status" className="problem" data-tone={tone}>
      {children}
    </Alert>
  );
}
