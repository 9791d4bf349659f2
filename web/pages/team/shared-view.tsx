import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from 'react-router';
import type { SharedImage } from '#core/contract/pages/team-gallery.ts';
import { call } from '../../client/call.ts';
import { keys } from '../../client/queries.ts';
import { Dialog } from '../../shell/dialog.tsx';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import text from '../../shell/text.module.css';
import { Time } from '../../shell/time.tsx';
import { Ways } from '../../shell/ways.tsx';
import classes from './shared-view.module.css';

interface SharedViewProps {
  /** Undefined: none is looked at. */
  image: SharedImage | undefined;
  teamId: string;
  isManager: boolean;
  onClose: () => void;
}

/** One image of a team's gallery, larger. */
export function SharedView({ image, teamId, isManager, onClose }: SharedViewProps) {
  const client = useQueryClient();
  const taking = useMutation({
    mutationFn: async ({ id, isMine }: SharedImage) => {
      if (isMine) await call('setAssetTeam', { params: { id }, body: { isShared: false } });
      else await call('takeTeamAsset', { params: { id: teamId }, body: { assetId: id } });
      await client.invalidateQueries({ queryKey: [...keys.team, teamId, 'assets'] });
    },
    onSuccess: onClose,
  });
  return (
    <Dialog opened={image !== undefined} onClose={onClose} title={image?.isMine ? 'Yours' : (image?.by ?? '')}>
      {image && (
        <div className={classes.view}>
          <img
            className={classes.picture}
            src={image.imageUrl}
            alt={image.isMine ? 'An image of yours' : `An image of ${image.by}`}
            width={image.width}
            height={image.height}
            data-pixel-art={image.isPixelArt || undefined}
          />
          <p className={text.small}>
            {image.width} × {image.height}, made <Time at={image.createdAt} />
          </p>
          {taking.error && <ProblemAlert error={taking.error} />}
          <Ways>
            <Button component="a" href={`${image.imageUrl}?download`} download>
              Download
            </Button>
            {image.isMine && (
              <Button component={Link} to={`/gallery/${image.id}`} variant="default">
                Its page
              </Button>
            )}
            {(image.isMine || isManager) && (
              <Button variant="default" loading={taking.isPending} onClick={() => taking.mutate(image)}>
                Take it out of here
              </Button>
            )}
          </Ways>
          {isManager && !image.isMine && (
            <p className={text.small}>Taken out, it stays with {image.by}, who can show it again.</p>
          )}
        </div>
      )}
    </Dialog>
  );
}
