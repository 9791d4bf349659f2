import './page.css';
import { type ReactNode, useEffect, useRef } from 'react';
import { useLocation } from 'react-router';

interface PageProps {
  /** The page's h1, and the browser's title. */
  title: string;
  description?: ReactNode;
  /** Buttons beside the title. */
  actions?: ReactNode;
  /**
   * `narrow`: a form or two in the middle. `reading`: a column of text. `hero`: the title large beside
   * the first child. `stage`: a page that places its parts itself. Else all there is.
   */
  width?: 'narrow' | 'reading' | 'hero' | 'stage';
  children?: ReactNode;
}

/** A page: one h1, which has the focus once somebody gets here, so that screen readers read on from there. */
export function Page({ title, description, actions, width, children }: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const { pathname, key } = useLocation();

  useEffect(() => {
    document.title = title === 'UPixel' ? title : `${title} · UPixel`;
  }, [title]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: at each new address, and not when its query changes
  useEffect(() => {
    // The browser itself begins at the top of a page that was just loaded.
    if (key === 'default') return;
    // Unless a part of the page knows better where somebody goes on.
    const page = heading.current?.closest('.page');
    if (!page?.contains(document.activeElement)) heading.current?.focus({ preventScroll: true });
  }, [pathname]);

  return (
    <div className="page" data-width={width}>
      <div className="page-head">
        <div className="page-words">
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          {description !== undefined && <div className="page-description">{description}</div>}
        </div>
        {actions !== undefined && <div className="page-actions">{actions}</div>}
      </div>
      {children}
    </div>
  );
}
