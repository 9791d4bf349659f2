import classes from './chat-example.module.css';
import { Sprite } from './sprite.tsx';

/** What it looks like in chat. It is a picture, so screen readers get one sentence. */
export function ChatExample() {
  return (
    <div
      className={classes.example}
      role="img"
      aria-label="An example: somebody types /imagine a fox knight, and UPixel posts four images."
    >
      <div aria-hidden="true">
        <p className={classes.line}>
          <span className={classes.who}>Ada</span> used <code>/imagine</code> four heroes for a small game
        </p>
        <div className={classes.answer}>
          <img src="/favicon.svg" alt="" width={40} height={40} />
          <div className={classes.card}>
            <p className={classes.name}>
              UPixel <span className={classes.app}>APP</span>
            </p>
            <div className={classes.grid}>
              <Sprite name="knight" sky="#8fd3c8" ground="#3f8f5f" />
              <Sprite name="robot" sky="#3a3170" ground="#221c48" />
              <Sprite name="mushroom" sky="#f7c873" ground="#7a9a3a" />
              <Sprite name="ghost" sky="#2b3a67" ground="#1a2444" />
            </div>
            <p className={classes.foot}>16 credits · 4 credits left</p>
            <p className={classes.buttons}>
              <span>Again</span>
              <span>Delete</span>
            </p>
          </div>
        </div>
      </div>
    </div>
  );
}
