import './shell.css';
import { PageSkeleton } from './page-skeleton.tsx';

/** The frame, until the first page's script is here. */
export function ShellSkeleton() {
  return (
    <div className="shell">
      <header className="header">
        <span className="brand">
          <img src="/favicon.svg" alt="" width={32} height={32} />
          UPixel
        </span>
      </header>
      <div className="shell-body">
        <main>
          <PageSkeleton />
        </main>
      </div>
    </div>
  );
}
