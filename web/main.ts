import './mantine.ts';
import './styles.css';

/** Each part of the scripts runs in a task of its own, so that a slow phone answers a finger in between. They are all on their way (scripts/web-documents.mjs). */
const parts = [
  () => import('./look.tsx'),
  () => import('./client/queries.ts'),
  () => import('react-dom/client'),
  () => import('./routes.tsx'),
];

const aTask = () => new Promise((next) => setTimeout(next, 0));

async function begin(into: HTMLElement) {
  for (const load of parts) {
    await load();
    await aTask();
  }
  const { draw } = await import('./app.tsx');
  await draw(into);
}

const root = document.getElementById('root');
if (root) void begin(root);
