const PATHS = {
  back: 'M14.5 5l-7 7 7 7',
  settings:
    'M4 7h8.6M17.4 7H20M4 17h2.6M11.4 17H20M15 9.4a2.4 2.4 0 1 0 0-4.8 2.4 2.4 0 0 0 0 4.8zM9 19.4a2.4 2.4 0 1 0 0-4.8 2.4 2.4 0 0 0 0 4.8z',
  add: 'M12 5v14M5 12h14',
  copy: 'M9 9h10.5v11.5H9zM5 15.5H4.5v-12H15V5',
  check: 'M5 12.5l4.6 4.6L19 7.4',
  forward: 'M9.5 5l7 7-7 7',
  alert: 'M12 7.5v6M12 16.8v.2M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18z',
  info: 'M12 11v6M12 7.3v.2M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18z',
  mail: 'M3.5 6h17v12.5h-17zM4 6.5l8 6.5 8-6.5',
  keypad: 'M6 6h.01M12 6h.01M18 6h.01M6 12h.01M12 12h.01M18 12h.01M12 18h.01',
  open: 'M14 4.5h5.5V10M19.5 4.5L11 13M18 14v5.5H4.5V6H10',
  calendar: 'M4.5 6h15v14h-15zM4.5 10.5h15M8.5 3.5V7M15.5 3.5V7',
  again: 'M19.5 5v5h-5M19 10a7.5 7.5 0 1 0 .6 4.5',
  list: 'M9 6.5h11M9 12h11M9 17.5h11M4.5 6.5h.01M4.5 12h.01M4.5 17.5h.01',
  inbox: 'M4 13.5l2.5-8h11l2.5 8V19H4zM4 13.5h4.5a3.5 3.5 0 0 0 7 0H20',
  search: 'M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM15.3 15.3L20 20',
  order: 'M8 19V5.5M4.5 9L8 5.5l3.5 3.5M16 5v13.5M12.5 15l3.5 3.5 3.5-3.5',
  up: 'M12 19V5.5M6 11.5l6-6 6 6',
  down: 'M12 5v13.5M6 12.5l6 6 6-6',
  top: 'M12 20V9M6.5 14l5.5-5.5 5.5 5.5M5 4.5h14',
  camera: 'M4 8h3.5L9 5.5h6L16.5 8H20v11H4zM12 16.5a3.2 3.2 0 1 0 0-6.4 3.2 3.2 0 0 0 0 6.4z',
  pen: 'M4.5 19.5l1-4L16 5l3 3L8.5 18.5zM14 7l3 3',
  restore: 'M4.5 5v5h5M5 10a7.5 7.5 0 1 1-.6 4.5M12 8v4.5l3 2',
  bank: 'M4 9.5L12 4.5l8 5zM6 10v7M10 10v7M14 10v7M18 10v7M4 19.5h16',
  lock: 'M6 10.5h12V20H6zM8.5 10.5V7.8a3.5 3.5 0 0 1 7 0v2.7',
  picture: 'M4 5h16v14H4zM4.5 17l5-5.5 3.5 3.5 2.5-2.5 4 4M15.5 9.5h.01',
  paste: 'M9 5H6v15.5h12V5h-3M9 3.5h6v3H9zM9.5 11.5h5M9.5 15.5h5',
  file: 'M6 3.5h8L18.5 8v12.5H6zM13.5 4v4.5h4.5',
  phone: 'M7.5 3.5h9v17h-9zM11 17.5h2',
  save: 'M12 4v11M7.5 10.800l4.5 4.5 4.5-4.5M4.5 20h15',
  clock: 'M12 7.5V12l3 2M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18z',
  sun: 'M12 15.8a3.8 3.8 0 1 0 0-7.6 3.8 3.8 0 0 0 0 7.6zM12 3.5V5M12 19v1.5M3.5 12H5M19 12h1.5M6 6l1 1M17 17l1 1M6 18l1-1M17 7l1-1',
  box: 'M4.5 8L12 3.8 19.500 8v8.200L12 20.400 4.500 16.200zM4.500 8L12 12.300 19.500 8M12 12.300v8',
  finger:
    'M5 15.500c.5-1.500.6-2.600.6-4A6.400 6.400 0 0 1 15.800 6.400M18 9.200c.7 2.300.5 5.300-.2 8M7.300 19c.9-2.200 1.200-4.500 1.200-7.400a3.500 3.500 0 0 1 7 0c0 3.200-.4 5.900-1.300 8.600M12 11.600c0 3.500-.4 6-1.500 8.700',
} as const;

export type IconName = keyof typeof PATHS;

/** A line drawing beside words that say the same; never alone without an accessible name on its button. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg
      class="icon"
      data-icon={name}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width="1.8"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
