/** Drawn by us, so that they look the same if no emoji font is installed. */
const paths = {
  hash: 'M6 2 5 14M11 2l-1 12M2.5 5.5h11M2 10.5h11',
  lock: 'M4 7.5h8v6H4zM5.5 7V5a2.5 2.5 0 0 1 5 0v2',
  warning: 'M8 2.5 14 13H2zM8 6.5v3M8 11v.5',
  eye: 'M1.5 8S4 3.5 8 3.5 14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8zM8 6.2A1.8 1.8 0 1 1 8 9.8 1.8 1.8 0 1 1 8 6.2z',
  file: 'M4 1.5h5l3 3v10H4zM9 1.5v3h3',
  send: 'M2 2.5 14 8 2 13.5 4 8zM4 8h5',
  grow: 'M9.5 2.5h4v4M13 3 9.5 6.5M6.5 13.5h-4v-4M3 13l3.5-3.5',
  shrink: 'M13.5 6.5h-4v-4M10 6l3.5-3.5M2.5 9.5h4v4M6 10l-3.5 3.5',
} as const;

export function Icon({ name }: { name: keyof typeof paths }) {
  return (
    <svg
      className="icon"
      viewBox="0 0 16 16"
      width="16"
      height="16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.4"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      <path d={paths[name]} />
    </svg>
  );
}
