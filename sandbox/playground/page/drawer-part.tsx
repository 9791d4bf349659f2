import type { ReactNode } from 'react';

export type Run = (what: Promise<unknown>, done: string) => void;

export function Part({ title, note, children }: { title: string; note?: string; children: ReactNode }) {
  return (
    <section>
      <h3>{title}</h3>
      {note && <p className="note">{note}</p>}
      {children}
    </section>
  );
}
