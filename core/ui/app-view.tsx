import { Announcer } from './components/announcer.tsx';
import { Curtain } from './components/curtain.tsx';
import { Later } from './components/later.tsx';
import { UpdatePrompt } from './components/update-prompt.tsx';
import { useUi } from './context.ts';
import { homeToken } from './home-token.ts';
import { later } from './later-screens.ts';
import { Gone } from './screens/gone.tsx';
import { Locked } from './screens/locked.tsx';
import { Starting } from './screens/starting.tsx';
import { Token } from './screens/tokens/token.tsx';
import { TokenList } from './screens/tokens/token-list.tsx';
import { Unavailable } from './screens/unavailable.tsx';
import { Welcome } from './screens/welcome.tsx';

/** What the app opens on: one token, all of them, or the way to the first. */
function Home() {
  const { app } = useUi();
  const token = homeToken(app);
  if (token) return <Token token={token} alone />;
  const tokens = app.tokens.value;
  return tokens.length === 0 ? <Welcome /> : <TokenList tokens={tokens} />;
}

/** The screens of the open app; a route to a token that is gone falls back to home. */
function Open() {
  const { app, platform, router } = useUi();
  const route = router.route.value;
  const token = 'id' in route ? app.tokens.value.find(({ id }) => id === route.id) : undefined;
  switch (route.at) {
    case 'home':
    case 'forgot':
      return <Home key="home" />;
    case 'list':
      return <TokenList key="list" tokens={app.tokens.value} back />;
    case 'order':
      return <Later key="order" load={later.order} props={{}} />;
    case 'inbox':
      return <Later key="inbox" load={later.inbox} props={{}} />;
    case 'add':
      return <Later key="add" load={later.add} props={{}} />;
    case 'scan':
      return <Later key="scan" load={later.scan} props={{}} />;
    case 'by-hand':
      return <Later key="by-hand" load={later.byHand} props={{}} />;
    case 'add-own':
      return <Later key="add-own" load={later.addOwn} props={{}} />;
    case 'set-up':
      return <Later key="set-up" load={later.setUp} props={{ step: route.step }} />;
    case 'settings':
      return <Later key="settings" load={later.settings} props={{}} />;
    case 'settings-lock':
      return <Later key="settings-lock" load={later.settingsLock} props={{}} />;
    case 'settings-display':
      return <Later key="settings-display" load={later.settingsDisplay} props={{}} />;
    case 'settings-storage':
      return <Later key="settings-storage" load={later.settingsStorage} props={{}} />;
    case 'settings-clock':
      return <Later key="settings-clock" load={later.settingsClock} props={{}} />;
    case 'extra':
      return platform.extraSettings?.find(({ name }) => name === route.name)?.screen() ?? <Home key="home" />;
    case 'about':
      return <Later key="about" load={later.about} props={{}} />;
    case 'licences':
      return <Later key="licences" load={later.licences} props={{}} />;
    case 'lock-code':
      return <Later key={`lock-${route.task}`} load={later.lockCode} props={{ task: route.task }} />;
    case 'install':
      return <Later key="install" load={later.install} props={{}} />;
    case 'backup':
      return <Later key="backup" load={later.backup} props={{}} />;
    case 'backup-make':
      return <Later key="backup-make" load={later.backupMake} props={{}} />;
    case 'backup-restore':
      return <Later key="backup-restore" load={later.backupRestore} props={{ step: route.step }} />;
    case 'move':
      return <Later key="move" load={later.move} props={{}} />;
    case 'token':
      return token ? <Token key={`token-${token.id}`} token={token} alone={false} /> : <Home key="home" />;
    case 'details':
      return token ? <Later key="details" load={later.details} props={{ token }} /> : <Home key="home" />;
    case 'renew':
      return token?.source === 'issuer' ? (
        <Later key="renew" load={later.renew} props={{ token }} />
      ) : (
        <Home key="home" />
      );
    case 'remove':
      return token ? <Later key="remove" load={later.remove} props={{ token }} /> : <Home key="home" />;
    case 'export':
      return token?.source === 'own' ? (
        <Later key="export" load={later.export} props={{ token }} />
      ) : (
        <Home key="home" />
      );
  }
}

function StatusView() {
  const { app, router } = useUi();
  const status = app.status.value;
  switch (status.at) {
    case 'starting':
      return <Starting />;
    case 'unavailable':
      return <Unavailable reason={status.reason} />;
    case 'gone':
      return <Gone />;
    case 'locked':
      if (router.route.value.at === 'forgot') return <Later key="forgot" load={later.forgot} props={{}} />;
      return <Locked failures={status.failures} waitUntil={status.waitUntil} passkey={status.passkey} />;
    case 'open':
      return <Open />;
  }
}

export function AppView() {
  return (
    <>
      <UpdatePrompt />
      <StatusView />
      <Announcer />
      <Curtain />
    </>
  );
}
