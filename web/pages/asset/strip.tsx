import { Button } from '@mantine/core';
import { Link, type LinkProps } from 'react-router';
import type { Asset } from '#core/contract/pages/shapes.ts';
import { Thumbnail } from '../../shell/thumbnail.tsx';
import { compareAddress } from '../compare/address.ts';
import classes from './strip.module.css';

/** The images of the same request, and a way to see them side by side. Nothing if it is alone. */
export function Strip({ asset, linkTo }: { asset: Asset; linkTo: (id: string) => LinkProps }) {
  const { siblings } = asset;
  if (siblings.length < 2) return null;
  return (
    <nav className={classes.strip} aria-label="Images of this request">
      <ol className={classes.list}>
        {siblings.map((sibling, index) => (
          <li key={sibling.id}>
            <Link
              {...linkTo(sibling.id)}
              aria-label={`Image ${index + 1} of ${siblings.length}`}
              {...(sibling.id === asset.id ? { 'aria-current': true } : {})}
            >
              <Thumbnail picture={sibling} alt="" isCropped className={classes.picture} />
            </Link>
          </li>
        ))}
      </ol>
      <Button
        component={Link}
        to={compareAddress(siblings.map(({ id }) => id))}
        size="xs"
        variant="default"
        className={classes.compare}
        title="Side by side (C)"
      >
        Compare
      </Button>
    </nav>
  );
}
