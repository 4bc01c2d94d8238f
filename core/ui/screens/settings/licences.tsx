import { Screen } from '../../components/screen.tsx';

export function Licences() {
  return <Screen title="" back />;
}
