import '../../../core/ui/theme.css';
import '../../../extension/popup/popup.css';
import { render } from 'preact';
import { renderPopup } from '../../../extension/popup/render.tsx';
import { createFakeTokenApp } from '../fake-token-app.ts';
import { popupSiteOf } from './popup-site.ts';
import { POPUP_SCENES } from './scenes.ts';

/** Shows the popup scene that `query` names, in place of the one before: `scene=filled&language=ja&theme=dark`. */
async function show(query: URLSearchParams): Promise<void> {
  const scene = POPUP_SCENES[query.get('scene') ?? 'welcome'];
  if (!scene) throw new Error('no such scene');
  const before = document.getElementById('app')!;
  render(null, before);
  const root = document.createElement('div');
  root.id = 'app';
  before.replaceWith(root);
  const language = query.get('language') === 'en' ? 'en' : 'ja';
  const theme = query.get('theme') === 'dark' ? 'dark' : 'light';
  await renderPopup({
    root,
    app: createFakeTokenApp({ ...scene.setting, preferences: { language, theme } }),
    site: popupSiteOf(scene).site,
    copy: async () => true,
    losesPasskeys: scene.losesPasskeys ?? false,
  });
  if (!scene.press) return;
  root.querySelector<HTMLElement>(scene.press)?.click();
  // Drawn at the next frame, after what the press asked for has answered.
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
}

// For walks through every scene: a document of its own for each takes longer than looking at it.
(globalThis as { showScene?: (query: string) => Promise<void> }).showScene = (query) =>
  show(new URLSearchParams(query));
await show(new URLSearchParams(location.search));
