import '../../../core/ui/theme.css';
import { render } from 'preact';
import { renderApp } from '../../../core/ui/render.tsx';
import { createFakeTokenApp } from '../fake-token-app.ts';
import { MORE_SCENES, SCENES } from './scenes.ts';

// One screen is looked at, and then the next page is loaded: fetching all the others each time is for the app.
Object.defineProperty(navigator, 'connection', { value: { saveData: true } });

/** Shows the scene that `query` names, in place of the one before: `scene=token&language=ja&theme=dark`. */
async function show(query: URLSearchParams): Promise<void> {
  const scene = { ...SCENES, ...MORE_SCENES }[query.get('scene') ?? 'welcome'];
  if (!scene) throw new Error('no such scene');
  const before = document.getElementById('app')!;
  render(null, before);
  const root = document.createElement('div');
  root.id = 'app';
  before.replaceWith(root);
  sessionStorage.clear();
  history.replaceState(null, '');
  const language = query.get('language') === 'en' ? 'en' : 'ja';
  const theme = query.get('theme') === 'dark' ? 'dark' : 'light';
  const app = createFakeTokenApp({
    ...scene.setting,
    preferences: { ...scene.setting.preferences, language, theme },
  });
  const ui = await renderApp({
    root,
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
}

// For walks through every scene: a document of its own for each takes longer than looking at it.
(globalThis as { showScene?: (query: string) => Promise<void> }).showScene = (query) =>
  show(new URLSearchParams(query));
await show(new URLSearchParams(location.search));
