import './curtain.css';

/**
 * Covers the app while it is hidden. Systems draw their overview of running apps from what a page showed last,
 * and some draw it late enough to catch this; the web has no firmer way to keep a code out of that picture.
 */
export function drawCurtain(page: Document): void {
  const follow = () =>
    page.documentElement.toggleAttribute('data-curtain', page.visibilityState === 'hidden');
  page.addEventListener('visibilitychange', follow);
  // Kept for Back and Forward, the page is gone from sight without a change of visibility in some browsers.
  addEventListener('pagehide', () => page.documentElement.toggleAttribute('data-curtain', true));
  addEventListener('pageshow', follow);
}
