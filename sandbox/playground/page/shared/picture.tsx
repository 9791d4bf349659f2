import { createContext, type ReactNode, useContext, useState } from 'react';
import { Dialog } from './dialog.tsx';

export interface Shown {
  url: string;
  alt: string;
  width?: number | undefined;
  height?: number | undefined;
}

const Enlarge = createContext<(picture: Shown) => void>(() => {});

/** A click on a picture inside it shows it large. */
export function LightboxProvider({ children }: { children: ReactNode }) {
  const [open, setOpen] = useState<Shown>();
  return (
    <Enlarge.Provider value={setOpen}>
      {children}
      {open && (
        <Dialog label="The picture, large" className="lightbox" onClose={() => setOpen(undefined)}>
          <Picture {...open} />
          <p>
            {open.alt || 'No description.'}
            {open.width && open.height ? ` · ${open.width} × ${open.height}` : ''}
            {' · '}
            <a href={open.url} target="_blank" rel="noreferrer">
              Open original
            </a>
          </p>
          <button type="button" onClick={() => setOpen(undefined)}>
            Close
          </button>
        </Dialog>
      )}
    </Enlarge.Provider>
  );
}

/** Pixel art up to this many pixels a side is enlarged without blurring. */
const pixelArtSide = 320;
const enlargedSide = 256;

/** Its space is reserved before it loads, so nothing jumps. `box` is the available space. */
function Picture({ url, alt, width, height, box }: Shown & { box?: Box | undefined }) {
  const isPixelArt = width !== undefined && height !== undefined && Math.max(width, height) <= pixelArtSide;
  const size = width && height && box ? fitted(width, height, box) : { width, height };
  return <img src={url} alt={alt} {...size} className={isPixelArt ? 'pixelated' : ''} decoding="async" />;
}

interface Box {
  width: number;
  height: number;
}

/** Small pictures grow by a whole factor, large ones shrink to fit. */
function fitted(width: number, height: number, box: Box): Box {
  const larger = Math.max(1, Math.floor(enlargedSide / Math.max(width, height)));
  const scale = Math.min(larger, box.width / width, box.height / height);
  return { width: Math.round(width * scale), height: Math.round(height * scale) };
}

export function PictureButton({ picture, className = '', box }: { picture: Shown; className?: string; box?: Box }) {
  const enlarge = useContext(Enlarge);
  return (
    <button
      type="button"
      className={`picture ${className}`}
      onClick={() => enlarge(picture)}
      aria-label={`Enlarge: ${picture.alt || 'picture'}`}
    >
      <Picture {...picture} box={box} />
    </button>
  );
}
