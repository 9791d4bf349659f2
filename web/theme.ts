import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core';

/** The logo's two colours. Shades 6 to 9 carry white text, 0 to 4 dark text, with a contrast of at least 4.5. */
const violet: MantineColorsTuple = [
  '#f5f1ff',
  '#e7defc',
  '#cdbdf6',
  '#b8a2f2',
  '#a58aee',
  '#8a67e3',
  '#7148d0',
  '#6039b8',
  '#4f2d9b',
  '#3c2179',
];
const orange: MantineColorsTuple = [
  '#fff3e8',
  '#ffe3cb',
  '#ffc999',
  '#ffae66',
  '#fb9745',
  '#f0812c',
  '#c75a10',
  '#a8480a',
  '#883807',
  '#662a05',
];
/** Neither white nor dark text reaches a contrast of 4.5 on Mantine's own red and teal. */
const red: MantineColorsTuple = [
  '#fff0f0',
  '#ffdede',
  '#ffbfbf',
  '#ff9d9d',
  '#f68f8f',
  '#e25c5c',
  '#c2333b',
  '#b3202a',
  '#97161f',
  '#78101a',
];
const teal: MantineColorsTuple = [
  '#e6fbf3',
  '#c9f4e3',
  '#97e8cb',
  '#63d8ad',
  '#39c393',
  '#1fa97b',
  '#0c7857',
  '#0b6b4f',
  '#09563f',
  '#07402f',
];
/** Night, with a touch of violet. */
const dark: MantineColorsTuple = [
  '#dcd6e8',
  '#c6bed6',
  '#aba2be',
  '#877d9c',
  '#4d4462',
  '#3b334d',
  '#2d263c',
  '#221c2f',
  '#191424',
  '#110d1a',
];

export const theme = createTheme({
  primaryColor: 'violet',
  primaryShade: { light: 7, dark: 6 },
  colors: { violet, orange, red, teal, dark },
  black: '#211833',
  fontFamily: 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif',
  fontFamilyMonospace: 'ui-monospace, "Cascadia Code", "SF Mono", Menlo, Consolas, monospace',
  headings: { fontWeight: '750' },
  defaultRadius: 'md',
  respectReducedMotion: true,
  cursorType: 'pointer',
});

/** Mantine's own greys and reds for small text have a contrast below 4.5 on our backgrounds. */
export const variables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--upixel-ground': '#f7f4fc',
    '--upixel-line': '#e2dbee',
    '--upixel-accent': '#a8480a',
    '--upixel-hover': '#f5f1ff',
    '--upixel-stage': '#ece7f5',
    '--upixel-pending': '#e6e0f1',
    '--upixel-chosen': '#e7defc',
    '--upixel-chosen-ink': '#4f2d9b',
    '--mantine-color-dimmed': '#5f5573',
    '--mantine-color-placeholder': '#6d6480',
    '--mantine-color-error': '#b3202a',
    '--mantine-color-success': '#0b6b4f',
    '--mantine-color-default-border': '#c9bfda',
    '--mantine-color-disabled-color': '#6d6480',
  },
  dark: {
    '--upixel-ground': '#191424',
    '--upixel-line': '#3b334d',
    '--upixel-accent': '#ffae66',
    '--upixel-hover': '#2d263c',
    '--upixel-stage': '#110d1a',
    '--upixel-pending': '#2f2840',
    '--upixel-chosen': '#3c2f63',
    '--upixel-chosen-ink': '#e7defc',
    '--mantine-color-dimmed': '#b3aac6',
    '--mantine-color-placeholder': '#a197b6',
    '--mantine-color-error': '#ff9d9d',
    '--mantine-color-success': '#63d8ad',
    '--mantine-color-anchor': '#b8a2f2',
    '--mantine-color-default-border': '#5c5274',
    '--mantine-color-disabled-color': '#a197b6',
  },
});
