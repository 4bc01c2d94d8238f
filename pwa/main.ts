// First of all modules: what takes longest is asked for before anything else is evaluated.
import './begin.ts';

import '../core/ui/theme.css';

import { pickLanguage } from '../core/i18n/language.ts';
import { setLook } from '../core/ui/document-look.ts';
import { drawFirstCode } from '../core/ui/first-code.ts';
import { loadWords } from '../core/ui/messages.ts';
import { sayNotLoaded } from '../core/ui/not-loaded.ts';
import { opened } from '../core/ui/opened.ts';
import { painted } from '../core/ui/painted.ts';
import { createPwaApp } from './app.ts';
import { installPort, thisPlace } from './install.ts';

const root = document.getElementById('app');
if (!root) throw new Error('the page has no place for the app');

// Browsers ask once, early: nobody else listens yet.
const install = installPort(thisPlace());
const app = createPwaApp();

const loadScreens = () => import('./screens.tsx');
// From the network everything is asked for at once; where the service worker has it, the code comes first.
if (!navigator.serviceWorker?.controller) loadScreens().catch(() => undefined);

/** The code first, where home is one; then, once it is on the screen, everything else. */
async function show(root: HTMLElement): Promise<void> {
  await opened(app);
  const { language: chosen, theme } = app.preferences.peek();
  const language = chosen ?? pickLanguage(navigator.languages);
  setLook({ surface: 'phone', language, theme });
  // An address with a fragment asks for a screen of its own; of a hidden page a system may keep a picture.
  const isHome = location.hash === '' && !document.hidden;
  const first = isHome ? drawFirstCode(root, app, language) : null;
  if (first) {
    await painted(document);
    first.name();
  }
  try {
    // The words are asked for again by the screens, and are there by then.
    const [{ showScreens }] = await Promise.all([
      loadScreens(),
      loadWords[language]().catch(() => undefined),
      first && painted(document),
    ]);
    showScreens({ root, app, install });
  } catch {
    sayNotLoaded(root);
  }
}

void show(root);
void app.start();
