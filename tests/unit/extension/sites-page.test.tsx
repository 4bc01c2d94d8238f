// @vitest-environment jsdom

import type { ComponentChildren } from 'preact';
import { render } from 'preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { UiContext } from '../../../core/ui/context.ts';
import { createUi } from '../../../core/ui/create-ui.ts';
import type { SiteInfo, SiteMode } from '../../../extension/messages.ts';
import { SitePermission } from '../../../extension/page/site-permission.tsx';
import type { SiteSource } from '../../../extension/page/site-source.ts';
import { Sites } from '../../../extension/page/sites.tsx';
import { pageWords } from '../../../extension/page/words.ts';
import type { SitePermissions } from '../../../extension/platform/site-permissions.ts';
import { extensionWords } from '../../../extension/words.ts';
import { createFakeTokenApp, fakeToken } from '../../support/fake-token-app.ts';

const BANK = 'https://login.bank.example';
const { noToken, unneeded, modeElsewhere, sitesEmpty } = pageWords.ja;
const { allowed: isAllowed, notAllowed, allowedNote, allowOn } = extensionWords.ja;

let root: HTMLElement;
beforeEach(() => {
  root = document.body.appendChild(document.createElement('div'));
  vi.stubGlobal('scrollTo', () => {});
  vi.stubGlobal('matchMedia', () => ({ matches: false, addEventListener() {} }));
});
afterEach(() => {
  render(null, root);
  root.remove();
  vi.unstubAllGlobals();
});

/** One site as the worker keeps it: listed as long as it has a token, a permission or a mode of its own. */
function oneSite(site: Partial<SiteInfo>): { source: SiteSource; permissions: SitePermissions } {
  const kept: SiteInfo = { origin: BANK, tokenIds: [], allowed: false, mode: 'automatic', ...site };
  const isListed = () => kept.tokenIds.length > 0 || kept.allowed || kept.mode !== 'automatic';
  return {
    source: {
      sites: async () => (isListed() ? [{ ...kept }] : []),
      grants: async () => ({ single: kept.allowed ? [BANK] : [], bulk: [] }),
      setMode: async (_, mode) => {
        kept.mode = mode;
      },
      dropBulk: async () => false,
      onChange: () => () => {},
    },
    permissions: {
      has: async () => kept.allowed,
      request: async () => true,
      drop: async () => true,
      onChange: () => () => {},
    },
  };
}

const token = fakeToken({ loginOrigins: [BANK] });

async function show(children: ComponentChildren, tokens = [token]): Promise<void> {
  const app = createFakeTokenApp({ tokens, preferences: { language: 'ja' } });
  await app.start();
  const ui = await createUi(app, {
    surface: 'pc',
    copy: async () => true,
    initialSetup: null,
    saveFile: async () => false,
    locksByItself: false,
    version: '',
  });
  render(<UiContext.Provider value={ui}>{children}</UiContext.Provider>, root);
}
const text = () => root.textContent;
const see = (wanted: string) => vi.waitFor(() => expect(text()).toContain(wanted));
const chosen = () => root.querySelector<HTMLInputElement>('input:checked')?.value ?? null;

describe('the card of a site without a token', () => {
  const cards = (site: Partial<SiteInfo>) => show(<Sites {...oneSite(site)} onChange={() => {}} />, []);

  it('still has the switch where it was switched off, and is gone when it is automatic again', async () => {
    await cards({ mode: 'never' });
    await see(noToken);
    expect(chosen()).toBe('never');
    expect(text()).not.toContain(unneeded);
    root.querySelector<HTMLInputElement>('input[value=automatic]')?.click();
    await see(sitesEmpty);
    expect(root.querySelector('[role=alert]')).toBeNull();
  });

  it('calls a permission unneeded where there is one, switched off or not', async () => {
    await cards({ mode: 'ask', allowed: true });
    await see(unneeded);
    expect(chosen()).toBe('ask');
    render(null, root);
    await cards({ allowed: true });
    await see(unneeded);
    expect(chosen()).toBeNull();
  });
});

describe('a token’s own word on its site', () => {
  const shows = (site: Partial<SiteInfo>) =>
    show(
      <SitePermission
        token={token}
        place="token"
        {...oneSite({ tokenIds: ['1'], ...site })}
        onChange={() => {}}
      />,
    );

  it('is that codes come by themselves where they do', async () => {
    await shows({ allowed: true });
    await see(allowedNote);
  });

  it.each<SiteMode>(['never', 'ask'])('is what the person chose where they do not: %s', async (mode) => {
    for (const allowed of [true, false]) {
      await shows({ allowed, mode });
      await see(modeElsewhere);
      await vi.waitFor(() => expect(text()).toContain(allowed ? isAllowed : notAllowed));
      expect(text()).not.toContain(allowedNote);
      // A permission would change nothing now.
      expect(text()).not.toContain(allowOn(BANK));
      render(null, root);
    }
  });

  it('offers the permission where codes are to come by themselves', async () => {
    await shows({});
    await see(allowOn(BANK));
  });
});
