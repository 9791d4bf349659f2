import type { MantineColorSchemeManager } from '@mantine/core';

/** As public/scheme.js reads it before anything is painted. */
const name = 'mantine-color-scheme-value';

let unfollow = () => {};

/** Light or dark, kept in this browser; what is left to the system is not kept at all. A change in another tab is followed. */
export const schemeManager: MantineColorSchemeManager = {
  get: (usual) => (typeof window === 'undefined' ? usual : (schemeOf(localStorage.getItem(name)) ?? usual)),
  set(value) {
    if (value === 'auto') localStorage.removeItem(name);
    else localStorage.setItem(name, value);
  },
  subscribe(changed) {
    const follow = ({ key, newValue }: StorageEvent) => key === name && changed(schemeOf(newValue) ?? 'auto');
    window.addEventListener('storage', follow);
    unfollow = () => window.removeEventListener('storage', follow);
  },
  unsubscribe: () => unfollow(),
  clear: () => localStorage.removeItem(name),
};

const schemeOf = (text: string | null) => (text === 'light' || text === 'dark' ? text : undefined);
