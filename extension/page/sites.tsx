import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { Button } from '../../core/ui/components/button.tsx';
import { Notice } from '../../core/ui/components/notice.tsx';
import { Screen } from '../../core/ui/components/screen.tsx';
import { announce, useUi } from '../../core/ui/context.ts';
import { usePress } from '../../core/ui/use-press.ts';
import type { SiteInfo, SiteMode } from '../messages.ts';
import type { SitePermissions } from '../platform/site-permissions.ts';
import { SiteCard } from './site-card.tsx';
import type { SiteSource } from './site-source.ts';
import { useSites } from './use-sites.ts';
import { usePageWords } from './words.ts';

/** What the screen reaches for. */
export interface SitesProps {
  source: SiteSource;
  permissions: SitePermissions;
  /** A permission came or went by this screen. */
  onChange: () => void;
}

/** Many sites that were allowed at once: what that means, and a button for each such grant. */
function BulkGrants({ patterns, source, onChange }: { patterns: readonly string[] } & SitesProps) {
  const ui = useUi();
  const words = usePageWords();
  const failed = useSignal(false);
  const { isBusy, press: drop } = usePress(
    async (pattern: string) => {
      failed.value = false;
      const isGone = await source.dropBulk(pattern);
      failed.value = !isGone;
      if (!isGone) return;
      announce(ui, words.revoked);
      onChange();
    },
    () => {
      failed.value = true;
    },
  );
  return (
    <>
      <Notice title={words.bulkTitle}>
        <p>{words.bulkBody}</p>
        {patterns.map((pattern) => (
          <Button key={pattern} look="line" busy={isBusy.value} onPress={() => drop(pattern)}>
            {words.bulkDrop(pattern)}
          </Button>
        ))}
      </Notice>
      {failed.value && (
        <Notice tone="danger" alert>
          <p>{words.bulkFailed}</p>
        </Notice>
      )}
    </>
  );
}

/** Every site of the person's: how codes come into its pages, and the browser's permission for it. */
export function Sites(props: SitesProps) {
  const { source, permissions, onChange } = props;
  const ui = useUi();
  const words = usePageWords();
  const tokens = ui.app.tokens.value;
  const { view, reload } = useSites(source, tokens);
  const failed = useSignal<string | null>(null);
  const turn = useRef(0);
  const now = view.value;

  const setMode = async (origin: string, mode: SiteMode) => {
    turn.current += 1;
    const mine = turn.current;
    failed.value = null;
    await source.setMode(origin, mode).catch(() => undefined);
    const after = await reload();
    // Of an earlier choice nothing is said any more.
    if (mine !== turn.current) return;
    // One without a token that is automatic again is not listed any more.
    const find = (sites: readonly SiteInfo[]) => sites.find((site) => site.origin === origin);
    const holds = after.at === 'here' ? (find(after.sites)?.mode ?? 'automatic') : null;
    if (holds === mode) announce(ui, words.modeSaved);
    else failed.value = origin;
  };

  return (
    <Screen title={words.sites} lead={words.sitesLead} back>
      {now.at === 'loading' && <p class="waiting">{words.loading}</p>}
      {now.at === 'failed' && (
        <Notice tone="danger" alert>
          <p>{words.sitesUnread}</p>
          <Button look="line" onPress={() => void reload()}>
            {words.again}
          </Button>
        </Notice>
      )}
      {now.at === 'here' && now.grants.bulk.length > 0 && (
        <BulkGrants patterns={now.grants.bulk} {...props} />
      )}
      {now.at === 'here' && now.sites.length === 0 && (
        <Notice title={words.sitesEmpty}>
          <p>{words.sitesEmptyBody}</p>
        </Notice>
      )}
      {now.at === 'here' &&
        now.sites.map((site) => (
          <SiteCard
            key={site.origin}
            site={site}
            grants={now.grants}
            tokens={tokens.filter(({ id }) => site.tokenIds.includes(id))}
            permissions={permissions}
            modeFailed={failed.value === site.origin}
            onMode={(mode) => void setMode(site.origin, mode)}
            onChange={onChange}
          />
        ))}
    </Screen>
  );
}
