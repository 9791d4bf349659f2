import type { Asset } from '#core/contract/pages/shapes.ts';
import { CopyButton } from '../../shell/copy-button.tsx';
import text from '../../shell/text.module.css';
import { fileSize, typeNames } from './file-words.ts';
import part from './part.module.css';
import classes from './provenance.module.css';

/** What the file says of itself, and how to tell it from another. */
export function Provenance({ asset }: { asset: Asset }) {
  return (
    <section className={part.part} aria-labelledby="provenance">
      <h2 id="provenance">The file</h2>
      <p className={classes.line}>
        {typeNames[asset.fileType]}, {fileSize(asset.byteLength)}
      </p>
      <p className={text.small}>
        {asset.isMarked
          ? 'It says in itself that a model made it, and which (IPTC “trainedAlgorithmicMedia”), so that other programs can tell. Each download keeps that mark.'
          : 'It is as it was uploaded or made, without a mark of a model.'}
      </p>
      <div className={classes.sum}>
        <div>
          <span className={text.small}>SHA-256</span>
          <code>{asset.sha256}</code>
        </div>
        <CopyButton text={asset.sha256} label="Copy the checksum" />
      </div>
    </section>
  );
}
