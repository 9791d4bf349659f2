import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { Link } from 'react-router';
import type { SharedImage } from '#core/contract/pages/team-gallery.ts';
import { call } from '../../client/call.ts';
import { keys } from '../../client/queries.ts';
import { Dialog } from '../../shell/dialog.tsx';
import { showNote } from '../../shell/note.ts';
import { ProblemAlert } from '../../shell/problem-alert.tsx';
import text from '../../shell/text.module.css';
import { Thumbnail } from '../../shell/thumbnail.tsx';
import { Time } from '../../shell/time.tsx';
import { Ways } from '../../shell/ways.tsx';
import { useFrame } from '../../viewer/use-frame.ts';
import { useView } from '../../viewer/use-view.ts';
import { Viewer } from '../../viewer/viewer.tsx';
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
      await client.invalidateQueries({ queryKey: [...keys.teamGallery, teamId] });
      showNote({ words: 'The image is out of the team’s gallery.' });
    },
    onSuccess: onClose,
  });
  return (
    <Dialog opened={image !== undefined} onClose={onClose} title={image?.isMine ? 'Yours' : (image?.by ?? '')}>
      {image && (
        <div className={classes.view}>
          <Picture image={image} />
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

/** As large as there is room; pixel art by a whole factor. */
function Picture({ image }: { image: SharedImage }) {
  const box = useRef<HTMLDivElement>(null);
  const frame = useFrame(box, image);
  const looking = useView(image.id);
  const alt = image.isMine ? 'An image of yours' : `An image of ${image.by}`;
  // A sheet is for programs: here it plays.
  if (image.moves)
    return (
      <div style={{ aspectRatio: `${image.moves.width} / ${image.moves.height}` }} className={classes.place}>
        <Thumbnail picture={image} alt={alt} className={classes.picture} />
      </div>
    );
  return (
    <div style={{ aspectRatio: `${image.width} / ${image.height}` }} className={classes.place}>
      <Viewer
        box={box}
        frame={frame}
        looking={looking}
        picture={image}
        alt={alt}
        isInPage
        className={classes.picture}
      />
    </div>
  );
}
