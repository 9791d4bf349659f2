import { Link, type LinkProps } from 'react-router';
import type { RelatedAsset } from '#core/contract/pages/shapes.ts';
import { Thumbnail } from '../../shell/thumbnail.tsx';
import part from './part.module.css';
import classes from './related.module.css';

interface RelatedProps {
  assets: readonly RelatedAsset[];
  linkTo: (id: string) => LinkProps;
  /** What they are to this one. */
  label: string;
}

/** Small pictures that lead to other images. */
export function Related({ assets, linkTo, label }: RelatedProps) {
  return (
    <ul className={classes.list} aria-label={label}>
      {assets.map((asset, index) => (
        <li key={asset.id}>
          <Link {...linkTo(asset.id)} aria-label={assets.length === 1 ? label : `${label}, ${index + 1}`}>
            <Thumbnail picture={asset} alt="" isCropped className={classes.picture} />
          </Link>
        </li>
      ))}
    </ul>
  );
}

/** What tools and requests made of it since. */
export function MadeInto({ assets, linkTo }: Omit<RelatedProps, 'label'>) {
  if (assets.length === 0) return null;
  return (
    <section className={part.part} aria-labelledby="made-into">
      <h2 id="made-into">Made from it</h2>
      <Related assets={assets} linkTo={linkTo} label="An image that was made from it" />
    </section>
  );
}
