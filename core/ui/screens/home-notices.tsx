import { ClockNotice } from '../components/clock-notice.tsx';
import { InstallNotice } from '../components/install-notice.tsx';
import { StorageNotices } from './storage-notices.tsx';

/** What a person should know where the app opens, most pressing first. */
export function HomeNotices() {
  return (
    <>
      <StorageNotices />
      <ClockNotice />
      <InstallNotice />
    </>
  );
}
