import text from '../shell/text.module.css';
import { LinkField } from './link-field.tsx';
import { useLinks } from './use-links.ts';
import { whatIsLeft, whatItShows } from './words.ts';

/** The newest open link to this image, one to it alone before others: often that is what somebody looks for. */
export function EarlierLinks({ assetId }: { assetId: string }) {
  const [earlier] = useLinks(assetId);
  if (!earlier) return null;
  const { url, pictures } = earlier;
  return (
    <div>
      <LinkField url={url} label="A link that you have made already" />
      <p className={text.small}>
        {pictures > 1 && `It shows ${whatIsLeft(earlier)}. `}
        {whatItShows(earlier)}
      </p>
    </div>
  );
}
