/** What is read of a window; the isolated world's own, which a page cannot touch. */
export type FrameView = Pick<Window, 'origin'> & {
  location: Pick<Location, 'origin'> & { ancestorOrigins?: Iterable<string> };
  isTop: boolean;
};

/**
 * Whether this document may be filled at all: it has an origin of its own, and is the tab's page or stands
 * in frames that are all of that same origin. Where a browser does not tell the ancestors: the page only.
 */
export function isOwnGround({ origin, location, isTop }: FrameView): boolean {
  // A sandboxed frame's address has an origin that the document itself has not.
  if (origin === 'null' || origin !== location.origin) return false;
  const around = [...(location.ancestorOrigins ?? [])];
  return isTop || (around.length > 0 && around.every((ancestor) => ancestor === origin));
}
