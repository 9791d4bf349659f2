/** Of every Menu: in its place on the page, so that it belongs to a landmark, and without the empty item that Mantine begins with. */
export const menuOptions = { withinPortal: false, withInitialFocusPlaceholder: false, shadow: 'md' } as const;
