/** How long a frame is waited for, ms: a page that is hidden meanwhile draws none. */
const FRAME_AT_MOST = 200;

/** Resolves once what was drawn so far is on the screen; at once in a hidden page. */
export function painted(page: Document): Promise<void> {
  if (page.hidden) return Promise.resolve();
  return new Promise((resolve) => {
    setTimeout(resolve, FRAME_AT_MOST);
    requestAnimationFrame(() => {
      // A message comes after the frame whose callback sent it; a timer may wait for more.
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        port1.close();
        resolve();
      };
      port2.postMessage(null);
    });
  });
}
