/** What is read of a window; the isolated world's own, which a page cannot touch. */
export type FrameView = Pick<Window, 'origin'> & {
  location: Pick<Location, 'href'> & { ancestorOrigins?: Iterable<string> };
  isTop: boolean;
};

/** Asked only where every frame around is of the same origin: then each shows the element it stands in. */
function hasSandboxAround(): boolean {
  for (let at: Window = window; at !== at.parent; at = at.parent)
    if (at.frameElement?.hasAttribute('sandbox') !== false) return true;
  return false;
}

/**
 * Whether this document may be filled at all: it has an origin of its own, and is the tab's page or stands
 * in frames that are all of that same origin, none of them sandboxed: what a page keeps in a sandbox, it does
 * not trust itself. Where a browser does not tell the ancestors: the page only.
 */
export function isOwnGround(
  { origin, location, isTop }: FrameView,
  isInSandbox: () => boolean = hasSandboxAround,
): boolean {
  // A sandboxed document has no origin, whatever its address; one of `blob:` was written by whoever made it, and
  // has their origin under an address that the bank's server never answers for.
  if (!location.href.startsWith(`${origin}/`)) return false;
  const around = [...(location.ancestorOrigins ?? [])];
  return isTop || (around.length > 0 && around.every((ancestor) => ancestor === origin) && !isInSandbox());
}
