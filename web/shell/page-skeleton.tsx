import { Skeleton, VisuallyHidden } from '@mantine/core';

/** Where a page will be. Its own parts have skeletons of their own shape. */
export function PageSkeleton() {
  return (
    <div className="page" aria-busy="true">
      <VisuallyHidden>Loading…</VisuallyHidden>
      <Skeleton height={36} width={220} />
      <Skeleton height={120} />
      <Skeleton height={120} />
    </div>
  );
}
