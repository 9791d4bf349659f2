import { lazy, Suspense, useEffect, useState } from 'react';
import { loadInPlace } from '../../client/load-script.ts';
import { askForWholeScreen, FullView, loadPixelWhole } from './full-view.tsx';
import { type LookedAtProps, PictureView } from './picture-view.tsx';
import classes from './stage.module.css';
import { Strip } from './strip.tsx';

const PixelView = lazy(() => loadInPlace(() => import('./pixel-view.tsx')));

/** The picture, as large as its space allows, and the others of its request below it. */
export function Stage(props: Omit<LookedAtProps, 'openFull'>) {
  const { asset, turning, highlight } = props;
  const [isFull, setFull] = useState(false);
  const { isPixelArt } = asset;
  useEffect(() => {
    // If it does not come now, it is asked for when it is opened.
    if (isPixelArt) void loadPixelWhole().catch(() => undefined);
  }, [isPixelArt]);
  const openFull = () => {
    askForWholeScreen();
    setFull(true);
  };
  const plain = <PictureView {...props} openFull={openFull} />;
  // The picture stays where it is when what is said of its pixels comes below it.
  const meanwhile = (
    <>
      {plain}
      <div className={classes.below} />
    </>
  );
  return (
    <div className={classes.stage}>
      {isPixelArt ? (
        <Suspense fallback={meanwhile}>
          <PixelView {...props} openFull={openFull} />
        </Suspense>
      ) : (
        plain
      )}
      <Strip asset={asset} linkTo={turning.linkTo} />
      <FullView opened={isFull} asset={asset} turning={turning} highlight={highlight} onClose={() => setFull(false)} />
    </div>
  );
}
