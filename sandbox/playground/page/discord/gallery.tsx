import { PictureButton, type Shown } from '../shared/picture.tsx';

/** One picture keeps its shape; several stand in a grid, as Discord lays them out. */
export function Gallery({ pictures }: { pictures: readonly Shown[] }) {
  return (
    <div className={`d-gallery count-${Math.min(pictures.length, 5)}`}>
      {pictures.map((picture) => (
        <PictureButton key={picture.url} picture={picture} />
      ))}
    </div>
  );
}

export function FileCard({ url, name, size }: { url: string; name: string; size: number }) {
  return (
    <p className="d-file">
      <span aria-hidden>📄</span>
      <a href={url} download={name}>
        {name}
      </a>
      <small>{Math.max(1, Math.round(size / 1024))} kB</small>
    </p>
  );
}
