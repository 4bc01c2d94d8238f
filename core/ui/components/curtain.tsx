import { useLayoutEffect } from 'preact/hooks';
import { Mark } from './mark.tsx';

/**
 * Drawn over everything while the app is hidden, so that the picture a system keeps of it (recent apps, task
 * switcher) shows no code. Best effort: a system may take its picture before it tells the page. It is drawn by an
 * attribute of the document alone, at once, without waiting for the next turn of the screen.
 */
export function Curtain() {
  // With the drawing itself, not after it: an app may be hidden in the very moment its first code is shown.
  useLayoutEffect(() => {
    const { dataset } = document.documentElement;
    const draw = () => {
      if (document.hidden) dataset['curtain'] = '';
      else delete dataset['curtain'];
    };
    const close = () => {
      dataset['curtain'] = '';
    };
    draw();
    document.addEventListener('visibilitychange', draw);
    document.addEventListener('freeze', close);
    document.addEventListener('resume', draw);
    addEventListener('pagehide', close);
    addEventListener('pageshow', draw);
    return () => {
      document.removeEventListener('visibilitychange', draw);
      document.removeEventListener('freeze', close);
      document.removeEventListener('resume', draw);
      removeEventListener('pagehide', close);
      removeEventListener('pageshow', draw);
    };
  }, []);
  return (
    <div class="curtain" aria-hidden="true">
      <Mark large />
    </div>
  );
}
