import type { Project } from '#core/contract/shapes.ts';
import { PixelIcon } from '../../shell/pixel-icon.tsx';
import { Thumbnail } from '../../shell/thumbnail.tsx';

/** Its newest images, up to four; the name beside it is the link. */
export function Cover({ covers }: Pick<Project, 'covers'>) {
  return (
    <div className="cover" data-count={covers.length} aria-hidden="true">
      {covers.map((cover) => (
        <Thumbnail key={cover.thumbnailUrl} picture={cover} alt="" />
      ))}
      {covers.length === 0 && <PixelIcon name="projects" size={48} />}
    </div>
  );
}
