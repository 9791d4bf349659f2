import classes from './progress-bar.module.css';

interface ProgressBarProps {
  label: string;
  /** In line: nothing of it is done. */
  isWaiting: boolean;
  /** 0 to 1; null if it is unknown: a full bar would mean that it is done. */
  progress: number | null;
}

/** How far a request is. */
export function ProgressBar({ label, isWaiting, progress }: ProgressBarProps) {
  const percent = progress === null ? null : Math.round(progress * 100);
  return (
    <div
      className={classes.bar}
      role="progressbar"
      aria-label={label}
      data-state={isWaiting ? 'queued' : percent === null ? 'unknown' : 'known'}
      {...(percent === null ? {} : { 'aria-valuenow': percent, 'aria-valuemin': 0, 'aria-valuemax': 100 })}
    >
      <div style={{ width: percent === null ? undefined : `${percent}%` }} />
    </div>
  );
}
