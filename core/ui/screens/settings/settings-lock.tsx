import { Screen } from '../../components/screen.tsx';

export function SettingsLock() {
  return <Screen title="" back />;
}
