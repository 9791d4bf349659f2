import { Skeleton, VisuallyHidden } from '@mantine/core';
import page from './page.module.css';

/** A placeholder for a page. A page's own parts have skeletons of their own shape. */
export function PageSkeleton() {
  return (
    <div className={page.page} aria-busy="true">
      <VisuallyHidden>Loading…</VisuallyHidden>
      <Skeleton height={36} width={220} />
      <Skeleton height={120} />
      <Skeleton height={120} />
    </div>
  );
}
