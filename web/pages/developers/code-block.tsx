import { CopyButton } from '../../shell/copy-button.tsx';
import classes from './code-block.module.css';

/** Something to paste, or to read. It scrolls by itself, also by the keyboard. */
export function CodeBlock({ label, text }: { label: string; text: string }) {
  return (
    <div className={classes.block}>
      <div className={classes.head}>
        <span>{label}</span>
        <CopyButton text={text} label={`Copy: ${label}`} />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard */}
      <section tabIndex={0} aria-label={label} className={classes.text}>
        <pre>
          <code>{text}</code>
        </pre>
      </section>
    </div>
  );
}
