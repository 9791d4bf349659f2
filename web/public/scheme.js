// Before anything is painted: light or dark, as the person chose or as the system is. Mantine does the same once it runs, too late for what is there already.
(() => {
  const chosen = localStorage.getItem('mantine-color-scheme-value');
  const isDark = chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.dataset.mantineColorScheme = isDark ? 'dark' : 'light';
})();
// A button that is pressed before the page's scripts are there waits for them (web/take-over.tsx).
addEventListener('click', (event) => {
  const button = event.target.closest('#root[data-ahead] button');
  if (!button) return;
  event.preventDefault();
  for (const other of document.querySelectorAll('[data-pressed]')) delete other.dataset.pressed;
  button.dataset.pressed = '';
});
