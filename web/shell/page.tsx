import { type ReactNode, useEffect, useRef } from 'react';
import { useLocation } from 'react-router';
import classes from './page.module.css';

interface PageProps {
  /** The page's h1, and the browser's title. */
  title: string;
  description?: ReactNode;
  /** Buttons beside the title. */
  actions?: ReactNode;
  /**
   * `narrow`: a form or two in the middle. `reading`: a column of text. `hero`: the title large beside the first child.
   * `stage`: the title small beside something large; its parts say by `grid-area` whether they are the `bar`, the
   * `stage` or the `side`. Full width by default.
   */
  width?: 'narrow' | 'reading' | 'hero' | 'stage';
  /** Title and buttons side by side on a phone, too: for a short title. */
  areActionsBeside?: boolean;
  children?: ReactNode;
}

/** A page: one h1, which gets the focus on navigation, so that screen readers continue from there. */
export function Page({ title, description, actions, width, areActionsBeside, children }: PageProps) {
  const page = useRef<HTMLDivElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const { pathname, key } = useLocation();

  useEffect(() => {
    document.title = title === 'UPixel' ? title : `${title} · UPixel`;
  }, [title]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: at each new address, and not when its query changes
  useEffect(() => {
    // After a page load, the browser itself starts at the top.
    if (key === 'default') return;
    // Unless a part of the page has set the focus to a better place, or something is open over it.
    const { activeElement } = document;
    if (!page.current?.contains(activeElement) && !activeElement?.closest('[role="dialog"]'))
      heading.current?.focus({ preventScroll: true });
  }, [pathname]);

  return (
    <div ref={page} className={classes.page} data-width={width} data-beside={areActionsBeside || undefined}>
      <div className={classes.head}>
        <div className={classes.words}>
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          {description !== undefined && <div className={classes.description}>{description}</div>}
        </div>
        {actions !== undefined && <div className={classes.actions}>{actions}</div>}
      </div>
      {children}
    </div>
  );
}
