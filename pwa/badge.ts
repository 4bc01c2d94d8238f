interface BadgePlace {
  setAppBadge?(count?: number): Promise<void>;
  clearAppBadge?(): Promise<void>;
}

/** The number on the installed app's icon (Badging API); 0 takes it away. `undefined` where there is none. */
export function appBadge(place: BadgePlace): ((count: number) => void) | undefined {
  if (!place.setAppBadge || !place.clearAppBadge) return undefined;
  return (count) => {
    const done = count > 0 ? place.setAppBadge!(count) : place.clearAppBadge!();
    // A browser may have the function and no icon to put it on.
    done.catch(() => {});
  };
}
