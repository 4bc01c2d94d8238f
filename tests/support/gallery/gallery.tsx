import '../../../core/ui/theme.css';
import { renderApp } from '../../../core/ui/render.tsx';
import { createFakeTokenApp } from '../fake-token-app.ts';
import { MORE_SCENES, SCENES } from './scenes.ts';

// One screen is looked at, and then the next page is loaded: fetching all the others each time is for the app.
Object.defineProperty(navigator, 'connection', { value: { saveData: true } });

/** Shows the scene named in the address: `/?scene=token&language=ja&theme=dark`. */
const query = new URLSearchParams(location.search);
const scene = { ...SCENES, ...MORE_SCENES }[query.get('scene') ?? 'welcome'];
if (!scene) throw new Error('no such scene');
const language = query.get('language') === 'en' ? 'en' : 'ja';
const theme = query.get('theme') === 'dark' ? 'dark' : 'light';
const app = createFakeTokenApp({
  ...scene.setting,
  preferences: { ...scene.setting.preferences, language, theme },
});
const ui = await renderApp({
  root: document.getElementById('app')!,
  app,
  platform: {
    surface: query.get('surface') === 'pc' ? 'pc' : 'phone',
    copy: async () => true,
    initialSetup: scene.link ? { serviceId: '10112235', userId: '123456789015' } : null,
    saveFile: async () => true,
    locksByItself: true,
    version: '1.0.0',
    ...scene.platform,
  },
});
(globalThis as { fake?: typeof app }).fake = app;
if (ui && scene.found) ui.found.value = scene.found;
if (scene.route) {
  const state = { fuda: true, depth: 1, route: scene.route };
  history.pushState(state, '');
  dispatchEvent(new PopStateEvent('popstate', { state }));
}
