import header from './header.module.css';
import { PageSkeleton } from './page-skeleton.tsx';
import shell from './shell.module.css';

/** The frame, until the first page's script has loaded. */
export function ShellSkeleton() {
  return (
    <div className={shell.shell}>
      <header className={header.header}>
        <span className={header.brand}>
          <img src="/favicon.svg" alt="" width={32} height={32} />
          UPixel
        </span>
      </header>
      <div className={shell.body}>
        <main className={shell.main}>
          <PageSkeleton />
        </main>
      </div>
    </div>
  );
}
