import { Button } from '@mantine/core';
import { Link } from 'react-router';
import type { Share } from '#core/contract/pages/shares.ts';
import { howOften, whatIsLeft, whatItShows } from '../../share/words.ts';
import { CopyButton } from '../../shell/copy-button.tsx';
import text from '../../shell/text.module.css';
import { Thumbnail } from '../../shell/thumbnail.tsx';
import { Time } from '../../shell/time.tsx';
import { Ways } from '../../shell/ways.tsx';
import classes from './share-row.module.css';

interface ShareRowProps {
  share: Share;
  onChange: () => void;
  onEnd: () => void;
}

/** One link: what it shows, how often it was opened, and what can be done with it. */
export function ShareRow({ share, onChange, onEnd }: ShareRowProps) {
  const { url, first, ended, createdAt } = share;
  return (
    <li className={classes.row} data-ended={ended ?? undefined}>
      <ul className={classes.pictures} data-one={share.pictures === 1 || undefined}>
        {first.map((picture) => (
          <li key={picture.assetId}>
            <Link to={`/gallery/${picture.assetId}`}>
              <Thumbnail picture={picture} alt={picture.prompt} aboutPx={96} isCropped />
            </Link>
          </li>
        ))}
      </ul>
      <div className={classes.words}>
        <strong>{whatIsLeft(share)}</strong>
        <span>{howOften(share)}</span>
        <span className={text.small}>{whatItShows(share)}</span>
        <span className={text.small}>
          Made <Time at={createdAt} />
          <Ending share={share} />
        </span>
      </div>
      <Ways>
        {url !== null && share.seen > 0 && (
          <>
            <CopyButton text={url} label="Copy the link" />
            <Button component="a" href={url} target="_blank" rel="noreferrer" size="xs" variant="default">
              Open
            </Button>
          </>
        )}
        {ended !== 'operator' && (
          <Button size="xs" variant="default" onClick={onChange}>
            {ended === null ? 'Change…' : 'Open again…'}
          </Button>
        )}
        <Button size="xs" variant="default" onClick={onEnd}>
          {ended === null ? 'End…' : 'Remove'}
        </Button>
      </Ways>
    </li>
  );
}

function Ending({ share: { ended, expiresAt } }: { share: Share }) {
  if (ended === 'operator') return ' · ended by the people who run this service';
  if (expiresAt === null) return null;
  return (
    <>
      {ended === 'time' ? ' · ended ' : ' · ends '}
      <Time at={expiresAt} />
    </>
  );
}
