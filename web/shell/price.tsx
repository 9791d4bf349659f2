import classes from './price.module.css';

/** A price; `term` is its period: "a month". */
export function Price({ words, term }: { words: string; term?: string | undefined }) {
  return (
    <p className={classes.price}>
      {words}
      {term !== undefined && <span className={classes.term}>{` ${term}`}</span>}
    </p>
  );
}
