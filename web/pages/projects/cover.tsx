import type { Project } from '#core/contract/pages/project-shapes.ts';
import { cx } from '../../shell/cx.ts';
import { PixelIcon } from '../../shell/pixel-icon.tsx';
import { Thumbnail } from '../../shell/thumbnail.tsx';
import classes from './cover.module.css';

interface CoverProps extends Pick<Project, 'covers'> {
  isArchived: boolean;
  className?: string | undefined;
}

/** Its newest images, up to four; the name beside it is the link. */
export function Cover({ covers, isArchived, className }: CoverProps) {
  return (
    <div
      className={cx(classes.cover, className)}
      data-count={covers.length}
      data-archived={isArchived || undefined}
      aria-hidden="true"
    >
      {covers.map((cover) => (
        <Thumbnail key={cover.thumbnailUrl} picture={cover} alt="" isCropped className={classes.picture} />
      ))}
      {covers.length === 0 && <PixelIcon name="projects" size={48} />}
    </div>
  );
}
