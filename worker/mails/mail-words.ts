import type { ReactNode } from 'react';

export interface MailWords {
  subject: string;
  page: ReactNode;
}
