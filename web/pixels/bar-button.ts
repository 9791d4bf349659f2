import classes from './bar-button.module.css';

/** Of all that is pressed below a picture of pixels. */
export const barButton = { size: 'xs', variant: 'default', className: classes.button } as const;
