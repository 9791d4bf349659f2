import { useQuery } from '@tanstack/react-query';
import type { Project } from '#core/contract/pages/project-shapes.ts';
import { call } from '../../client/call.ts';
import { keys } from '../../client/queries.ts';
import { titleOf } from '../../shell/picture-title.ts';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import text from '../../shell/text.module.css';
import { Thumbnail } from '../../shell/thumbnail.tsx';
import classes from './cover-choice.module.css';

/** As many as one looks through in a dialog. */
const most = 60;

/** Which of its images stands for a project: an input of a form, called `coverId`, empty for its newest ones. */
export function CoverChoice({ project: { id, coverId, covers, assetCount } }: { project: Project }) {
  const images = useQuery({
    queryKey: [...keys.assets, 'cover', id],
    queryFn: ({ signal }) => call('listAssets', { query: { project: id, limit: most }, signal }),
    enabled: assetCount > 0,
  });
  if (assetCount === 0) return null;
  const listed = images.data?.items ?? [];
  const [chosen] = covers;
  const isOlder = coverId !== null && images.data !== undefined && listed.every((each) => each.id !== coverId);
  return (
    <fieldset className={classes.choice}>
      <legend>Cover</legend>
      <label className={classes.newest}>
        <input type="radio" name="coverId" value="" defaultChecked={coverId === null} />
        Its newest images
      </label>
      {images.error && <ProblemAlert error={images.error} onRetry={() => void images.refetch()} />}
      <div className={classes.images} aria-busy={images.isPending}>
        {coverId !== null && (isOlder || !images.data) && chosen && (
          <label className={classes.image}>
            <input type="radio" name="coverId" value={coverId} defaultChecked aria-label="The cover it has now" />
            <Thumbnail picture={chosen} alt="" aboutPx={72} isCropped />
          </label>
        )}
        {listed.map((asset) => (
          <label key={asset.id} className={classes.image}>
            <input
              type="radio"
              name="coverId"
              value={asset.id}
              defaultChecked={asset.id === coverId}
              aria-label={titleOf(asset)}
            />
            <Thumbnail picture={asset} alt="" aboutPx={72} isCropped />
          </label>
        ))}
      </div>
      {assetCount > most && <p className={text.small}>These are its newest {most}.</p>}
    </fieldset>
  );
}
