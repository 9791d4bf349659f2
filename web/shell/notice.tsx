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
  const color = { good: 'teal', news: 'violet', careful: 'orange' }[tone];
  return (
    <Alert color={color} title={title} role="status" className="problem">
      {children}
    </Alert>
  );
}
