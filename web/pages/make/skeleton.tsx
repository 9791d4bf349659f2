import { Skeleton } from '@mantine/core';
import text from '../../shell/text.module.css';

export function ComposerSkeleton() {
  return (
    <div aria-busy="true">
      <span className={text.visuallyHidden}>Loading…</span>
      <Skeleton height={420} radius={14} />
    </div>
  );
}
