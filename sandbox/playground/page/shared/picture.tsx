import { createContext, type ReactNode, useContext, useState } from 'react';
import { Dialog } from './dialog.tsx';

export interface Shown {
  url: string;
  alt: string;
  width?: number | undefined;
  height?: number | undefined;
}

const Enlarge = createContext<(picture: Shown) => void>(() => {});

/** Pictures below can be clicked to be seen large. */
export function LightboxProvider({ children }: { children: ReactNode }) {
  const [open, setOpen] = useState<Shown>();
  return (
    <Enlarge.Provider value={setOpen}>
      {children}
      {open && (
        <Dialog label="The picture, large" className="lightbox" onClose={() => setOpen(undefined)}>
          <Picture {...open} large />
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

/** Pixel art of up to this many pixels a side is enlarged without blurring it. */
const pixelArtSide = 320;

/** Its place is kept before it has loaded: nothing jumps. */
export function Picture({ url, alt, width, height, large = false }: Shown & { large?: boolean }) {
  const isPixelArt = width !== undefined && height !== undefined && Math.max(width, height) <= pixelArtSide;
  return (
    <img
      src={url}
      alt={alt}
      width={width}
      height={height}
      className={`${isPixelArt ? 'pixelated' : ''} ${large ? 'large' : ''}`}
      decoding="async"
    />
  );
}

export function PictureButton({ picture, className = '' }: { picture: Shown; className?: string }) {
  const enlarge = useContext(Enlarge);
  return (
    <button
      type="button"
      className={`picture ${className}`}
      onClick={() => enlarge(picture)}
      aria-label={`Enlarge: ${picture.alt || 'picture'}`}
    >
      <Picture {...picture} />
    </button>
  );
}
