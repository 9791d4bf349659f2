import wall from './pictures/wall.webp';
import classes from './wall.module.css';

/** Two dozen pictures, drawn as examples; as many as there is room for. */
export const Wall = () => (
  <div className={classes.wall}>
    <img
      src={wall}
      alt="Pictures in pixel art: an owl mage at night, a robot in a neon city, a red dragon in a crystal cave, a penguin in the snow, and more."
      width={512}
      height={192}
      loading="lazy"
      decoding="async"
    />
  </div>
);
