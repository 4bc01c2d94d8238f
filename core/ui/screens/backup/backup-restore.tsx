import { Screen } from '../../components/screen.tsx';

export function BackupRestore() {
  return <Screen title="" back />;
}
