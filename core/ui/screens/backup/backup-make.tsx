import { Screen } from '../../components/screen.tsx';

export function BackupMake() {
  return <Screen title="" back />;
}
