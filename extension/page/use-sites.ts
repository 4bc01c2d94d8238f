import { type ReadonlySignal, useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { SiteInfo } from '../messages.ts';
import type { Grants } from '../platform/grants.ts';
import type { SiteSource } from './site-source.ts';

/** The sites as they stand: being asked for, or not to be had. */
export type SitesView =
  | { at: 'loading' | 'failed' }
  | { at: 'here'; sites: readonly SiteInfo[]; grants: Grants };

/** Asks for the sites, and asks again whenever a permission or (`tokens`) a token changed. */
export function useSites(
  source: SiteSource,
  tokens: unknown,
): { view: ReadonlySignal<SitesView>; reload(): Promise<SitesView> } {
  const view = useSignal<SitesView>({ at: 'loading' });
  const turn = useSignal(0);
  const reload = async (): Promise<SitesView> => {
    turn.value += 1;
    const mine = turn.value;
    const [sites, grants] = await Promise.all([source.sites(), source.grants()]).catch(() => [null, null]);
    const found: SitesView = sites && grants ? { at: 'here', sites, grants } : { at: 'failed' };
    // A later question has the later answer.
    if (mine === turn.value) view.value = found;
    return found;
  };
  useEffect(() => source.onChange(() => void reload()), []);
  useEffect(() => void reload(), [tokens]);
  return { view, reload };
}
