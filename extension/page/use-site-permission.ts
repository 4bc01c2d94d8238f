import { type ReadonlySignal, useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { usePress } from '../../core/ui/use-press.ts';
import type { SitePermissions } from '../platform/site-permissions.ts';

/** One site's permission as a screen shows it, and what a press does to it. */
export interface SitePermissionUse {
  /** `null` until the browser has said. */
  isAllowed: ReadonlySignal<boolean | null>;
  isAsking: ReadonlySignal<boolean>;
  trouble: ReadonlySignal<'refused' | 'stop-failed' | null>;
  /** Asks the person; to be called directly in a press. */
  allow(): void;
  /** Gives it back; nothing where that is under way. */
  stop(): void;
  isStopping: ReadonlySignal<boolean>;
}

/** Follows the permission for `origin`, also where it is changed in the browser's own settings. */
export function useSitePermission(options: {
  origin: string;
  permissions: SitePermissions;
  /** The permission came or went. */
  onChange: () => void;
  onAllowed?: () => void;
  onStopped?: () => void;
}): SitePermissionUse {
  const { origin, permissions, onChange, onAllowed, onStopped } = options;
  const isAllowed = useSignal<boolean | null>(null);
  const trouble = useSignal<'refused' | 'stop-failed' | null>(null);
  const isAsking = useSignal(false);

  useEffect(() => {
    const look = async () => {
      const had = isAllowed.peek();
      isAllowed.value = await permissions.has(origin);
      if (had !== null && had !== isAllowed.value) onChange();
    };
    const lookQuietly = () => void look().catch(() => undefined);
    lookQuietly();
    return permissions.onChange(lookQuietly);
  }, [origin]);

  const stopFailed = () => {
    trouble.value = 'stop-failed';
  };
  const { isBusy: isStopping, press: stop } = usePress(async () => {
    trouble.value = null;
    if (!(await permissions.drop(origin))) {
      stopFailed();
      return;
    }
    isAllowed.value = false;
    onStopped?.();
    onChange();
  }, stopFailed);

  return {
    isAllowed,
    isAsking,
    trouble,
    allow() {
      if (isAsking.value) return;
      trouble.value = null;
      isAsking.value = true;
      // Directly in the click: a request made any later is refused by the browser.
      permissions
        .request(origin)
        .catch(() => false)
        .then((granted) => {
          isAsking.value = false;
          if (!granted) {
            trouble.value = 'refused';
            return;
          }
          isAllowed.value = true;
          onAllowed?.();
          onChange();
        });
    },
    stop,
    isStopping,
  };
}
