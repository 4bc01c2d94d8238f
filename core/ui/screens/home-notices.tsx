import { ClockNotice } from '../components/clock-notice.tsx';
import { InstallNotice } from '../components/install-notice.tsx';
import { StorageNotices } from './storage-notices.tsx';

/** What is wrong and a person should know where the app opens, most pressing first. */
export function Troubles() {
  return (
    <>
      <StorageNotices />
      <ClockNotice />
    </>
  );
}

/** The same, and what the app offers. */
export function HomeNotices() {
  return (
    <>
      <Troubles />
      <InstallNotice />
    </>
  );
}
