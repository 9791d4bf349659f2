import classes from './kinds.module.css';
import icon from './pictures/icon.webp';
import photograph from './pictures/photograph.webp';
import scene from './pictures/scene.webp';
import sprite from './pictures/sprite.webp';

/** `factor`: how large an art pixel is drawn, a whole number; without it the picture fills its place. */
const kinds = [
  { src: scene, width: 112, height: 64, factor: 3, name: 'A scene', words: 'a mech in the city', size: 'wide' },
  {
    src: sprite,
    width: 64,
    height: 64,
    factor: 3,
    name: 'A sprite, cut out',
    words: 'a mushroom knight',
    size: 'on nothing',
  },
  { src: icon, width: 32, height: 32, factor: 5, name: 'An icon', words: 'a potion icon', size: '32 × 32 pixels' },
  {
    src: photograph,
    width: 576,
    height: 576,
    factor: null,
    name: 'A painting',
    words: 'misty hills, in oil',
    size: 'square',
  },
] as const;

/** Not only one thing: drawn examples, each with words that ask for such a picture. */
export const Kinds = () => (
  <ul className={classes.kinds}>
    {kinds.map(({ src, width, height, factor, name, words, size }) => (
      <li key={name}>
        <div className={classes.stage} data-empty={name.startsWith('A sprite') || undefined}>
          <img
            src={src}
            alt={`${name}: ${words}`}
            width={factor === null ? width : width * factor}
            height={factor === null ? height : height * factor}
            data-fills={factor === null || undefined}
            loading="lazy"
            decoding="async"
          />
        </div>
        <h3>{name}</h3>
        <p>
          <code>{words}</code> · {size}
        </p>
      </li>
    ))}
  </ul>
);
