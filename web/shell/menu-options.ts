/** For every Menu: rendered in place, so that it belongs to a landmark, and without the empty item that Mantine starts with. */
export const menuOptions = { withinPortal: false, withInitialFocusPlaceholder: false, shadow: 'md' } as const;
