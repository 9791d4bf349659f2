import { Html } from '../html.ts';

export const style = new Html(`
:root { color-scheme: light dark; --text: #1c1b22; --quiet: #55535f; --paper: #fdfcff; --raised: #f1eef8; --line: #d5d0e0; --link: #5b2bd0; }
@media (prefers-color-scheme: dark) {
  :root { --text: #eceaf2; --quiet: #b3b0bf; --paper: #17161c; --raised: #23212b; --line: #3d3a48; --link: #c0a6ff; }
}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 60rem; padding: 1rem; background: var(--paper); color: var(--text); font: 1rem/1.5 system-ui, sans-serif; }
a { color: var(--link); }
a:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
h2 { margin-top: 2.5rem; border-bottom: 1px solid var(--line); }
h3 { font-size: 1rem; margin: 0; overflow-wrap: anywhere; }
nav ul { display: flex; flex-wrap: wrap; gap: 0.5rem 1rem; list-style: none; padding: 0; }
article { margin: 1rem 0; padding: 1rem; background: var(--raised); border-radius: 0.5rem; }
article:target { outline: 2px solid var(--link); }
code { font-family: ui-monospace, monospace; }
table { table-layout: fixed; border-collapse: collapse; width: 100%; margin-top: 1rem; font-size: 0.9rem; }
caption { text-align: left; font-weight: bold; }
thead th { color: var(--quiet); font-weight: normal; }
th:first-child { width: 42%; }
th:last-child { width: 5.5rem; }
th, td { text-align: left; vertical-align: top; padding: 0.3rem 1rem 0.3rem 0; border-top: 1px solid var(--line); overflow-wrap: anywhere; }
`);
