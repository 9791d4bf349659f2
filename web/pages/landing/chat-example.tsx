import { Sprite } from './sprite.tsx';

/** What it looks like in chat. A picture to look at, so that screen readers get one sentence of it. */
export function ChatExample() {
  return (
    <div
      className="example"
      role="img"
      aria-label="An example: somebody types /imagine a fox knight, and UPixel posts four images."
    >
      <div aria-hidden="true">
        <p className="example-line">
          <span className="example-who">Ada</span> used <code>/imagine</code> four heroes for a small game
        </p>
        <div className="example-answer">
          <img src="/favicon.svg" alt="" width={40} height={40} />
          <div className="example-card">
            <p className="example-name">
              UPixel <span className="example-app">APP</span>
            </p>
            <div className="example-grid">
              <Sprite name="knight" sky="#8fd3c8" ground="#3f8f5f" />
              <Sprite name="robot" sky="#3a3170" ground="#221c48" />
              <Sprite name="mushroom" sky="#f7c873" ground="#7a9a3a" />
              <Sprite name="ghost" sky="#2b3a67" ground="#1a2444" />
            </div>
            <p className="example-foot">16 credits · 4 credits left</p>
            <p className="example-buttons">
              <span>Again</span>
              <span>Delete</span>
            </p>
          </div>
        </div>
      </div>
    </div>
  );
}
