import '../../../core/ui/theme.css';
import '../../../extension/popup/popup.css';
import { signal } from '@preact/signals';
import { renderPopup } from '../../../extension/popup/render.tsx';
import { createFakeTokenApp } from '../fake-token-app.ts';
import { POPUP_SCENES } from './scenes.ts';

/** Shows the popup scene named in the address: `/?scene=filled&language=ja&theme=dark`. */
const query = new URLSearchParams(location.search);
const scene = POPUP_SCENES[query.get('scene') ?? 'welcome'];
if (!scene) throw new Error('no such scene');
const language = query.get('language') === 'en' ? 'en' : 'ja';
const theme = query.get('theme') === 'dark' ? 'dark' : 'light';
renderPopup({
  root: document.getElementById('app')!,
  app: createFakeTokenApp({ ...scene.setting, preferences: { language, theme } }),
  site: {
    open: signal(scene.origin === undefined ? null : { tabId: 1, origin: scene.origin }),
    state: signal(scene.state ?? 'idle'),
    isAutomatic: signal(scene.isAutomatic ?? false),
    fillHere: async () => scene.outcome ?? 'filled',
    openPage: () => {},
  },
  copy: async () => true,
});
