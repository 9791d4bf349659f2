import classes from './sprite.module.css';
import { ink, sprites } from './sprites.ts';

/** A small picture on its own background, as the bot would post it. */
export function Sprite({ name, sky, ground }: { name: keyof typeof sprites; sky: string; ground: string }) {
  const rows = sprites[name].map((half) => half + Array.from(half).reverse().join(''));
  return (
    <svg viewBox="0 0 22 22" shapeRendering="crispEdges" aria-hidden="true" className={classes.sprite}>
      <path fill={sky} d="M0 0h22v22h-22z" />
      <path fill={ground} d="M0 17h3v-1h4v1h8v-1h5v1h2v5h-22z" />
      <path fill="#ffffff" fillOpacity="0.55" d="M2 3h1v1h-1zM18 2h1v1h-1zM5 8h1v1h-1zM20 9h1v1h-1zM1 12h1v1h-1z" />
      <g transform="translate(3 4)">
        {Object.entries(ink).map(([letter, color]) => (
          <path key={letter} fill={color} d={rows.map((row, y) => runs(row, letter, y)).join('')} />
        ))}
      </g>
    </svg>
  );
}

const runs = (row: string, letter: string, y: number) =>
  [...row.matchAll(new RegExp(`${letter}+`, 'g'))]
    .map(({ 0: run, index }) => `M${index} ${y}h${run.length}v1h-${run.length}z`)
    .join('');
