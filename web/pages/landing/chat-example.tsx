import classes from './chat-example.module.css';
import foxKnights from './pictures/fox-knights.webp';

/** What it looks like in chat. It is a picture, so screen readers get one sentence. */
export function ChatExample() {
  return (
    <div
      className={classes.example}
      role="img"
      aria-label="An example: somebody types /imagine a fox knight, and UPixel posts four pictures of one."
    >
      <div aria-hidden="true">
        <p className={classes.line}>
          <span className={classes.who}>Ada</span> used <code>/imagine</code> a fox knight
        </p>
        <div className={classes.answer}>
          <img src="/favicon.svg" alt="" width={40} height={40} />
          <div className={classes.card}>
            <p className={classes.name}>
              UPixel <span className={classes.app}>APP</span>
            </p>
            <img src={foxKnights} alt="" width={384} height={384} fetchPriority="high" className={classes.pictures} />
            <p className={classes.foot}>rd-fast · 16 credits · for @Ada</p>
            <p className={classes.buttons}>
              <span>Again · 16 credits</span>
              <span>Edit… · 5 credits</span>
              <span>Remix…</span>
            </p>
          </div>
        </div>
      </div>
    </div>
  );
}
