import { useSyncExternalStore } from 'react';

const name = 'upixel.keys';
const changed = new EventTarget();

/**
 * Whether letters, digits and signs alone do something: who dictates, or presses keys by mistake, turns that off in this browser (WCAG 2.1.4). Arrows,
 * Escape and Delete stay.
 */
export const areLettersOn = () => localStorage.getItem(name) !== 'off';

export function setLetters(isOn: boolean): void {
  if (isOn) localStorage.removeItem(name);
  else localStorage.setItem(name, 'off');
  changed.dispatchEvent(new Event('change'));
}

export const useLettersOn = () =>
  useSyncExternalStore((told) => {
    changed.addEventListener('change', told);
    return () => changed.removeEventListener('change', told);
  }, areLettersOn);
