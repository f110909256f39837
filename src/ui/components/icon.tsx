/** Line icons on a 24-unit grid, drawn with the colour of the text. Always decoration: the word stands beside. */
const PATHS = {
  info: 'M12 11v6M12 7.5v.01M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18Z',
  success: 'm8 12.5 2.7 2.7L16 9.5M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18Z',
  warning: 'M12 9.5v4.5M12 17v.01M12 3.8 2.8 20h18.4L12 3.8Z',
  error: 'M12 7.5v5.5M12 16.3v.01M8.2 3h7.6L21 8.2v7.6L15.8 21H8.2L3 15.8V8.2L8.2 3Z',
  chevronRight: 'm9.5 5.5 6.5 6.5-6.5 6.5',
  chevronLeft: 'M14.5 5.5 8 12l6.5 6.5',
  chevronDown: 'm5.5 9 6.5 6.5L18.5 9',
  external: 'M13.5 4.5h6v6M19.5 4.5 11 13M10 6H4.5v13.5H18V14',
  search: 'm15.5 15.5 5 5M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13Z',
  language: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM3 12h18M12 3c5 5.5 5 12.5 0 18M12 3c-5 5.5-5 12.5 0 18',
  display: 'm2.5 18.5 5-13h1l5 13M4.5 13.8h7M21 18.5v-8M21 14.5a3 3 0 1 1-6 0 3 3 0 0 1 6 0Z',
  close: 'm6 6 12 12M18 6 6 18',
  check: 'm5 12.5 4.5 4.5L19 7.5',
  minus: 'M5 12h14',
  plus: 'M5 12h14M12 5v14',
  clock: 'M12 7v5.5l3.5 2M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18Z',
  calendar: 'M4 6h16v14H4V6ZM4 10.5h16M8 3.5V7M16 3.5V7',
  download: 'M12 4v11m-5-4.5 5 4.5 5-4.5M4.5 20h15',
  print: 'M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6H7v-6Z',
  copy: 'M9 9h11v11H9V9ZM15 9V4H4v11h5',
  person: 'M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8ZM4.5 20.5c.5-4 3.5-6 7.5-6s7 2 7.5 6',
  office: 'M3 20.5h18M5 20.5V9.5l7-5 7 5v11M9.5 20.5v-6h5v6M9 11h.01M15 11h.01',
  phone:
    'M5 4h4l1.5 4.5-2.2 1.7a12 12 0 0 0 5.5 5.5l1.7-2.2L20 15v4c0 .6-.4 1-1 1C10.7 20 4 13.3 4 5c0-.6.4-1 1-1Z',
  paper: 'M6 3.5h8l4.5 4.5v12.5H6v-17ZM13.5 3.5V8.5h5M9 12.5h6M9 16h6',
  screen: 'M3.5 5h17v11h-17V5ZM9 20h6M12 16v4',
  inbox: 'M4 13.5 6.5 5h11l2.5 8.5V19H4v-5.5ZM4 13.5h5l1 2.5h4l1-2.5h5',
  list: 'M8.5 6.5h12M8.5 12h12M8.5 17.5h12M4 6.5h.01M4 12h.01M4 17.5h.01',
  chart: 'M4 4v16h16.5M8 16v-4M12.5 16V8M17 16v-6',
  bell: 'M6 17V11a6 6 0 1 1 12 0v6M4 17h16M10 20.5h4',
  map: 'M12 21s6.5-6.3 6.5-11a6.5 6.5 0 0 0-13 0c0 4.7 6.5 11 6.5 11ZM12 7.7a2.3 2.3 0 1 0 0 4.6 2.3 2.3 0 0 0 0-4.6Z',
  key: 'M8 11.5a4 4 0 1 0 0 .01ZM12 11.5h8.5v3.5M17 11.5V14',
  birth: 'M12 3.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7ZM5 20.5c0-4.5 3-7 7-7s7 2.5 7 7H5ZM12 13.5v3',
  childcare:
    'M8 4.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5ZM3.5 20v-4.5a4.5 4.5 0 0 1 8.2-2.5M16.5 10a2 2 0 1 0 0 4 2 2 0 0 0 0-4ZM12.5 20v-.5a4 4 0 0 1 8 0v.5M8 20v-5',
  school: 'M12 5 2.5 9.5 12 14l9.5-4.5L12 5ZM6.5 11.5v5c1.5 1.7 3.5 2.5 5.5 2.5s4-.8 5.5-2.5v-5M21.5 9.5V15',
  moving: 'M3 11.5 12 4l9 7.5M5.5 9.5V20h13V9.5M8.5 15h6.5m-2.5-2.5L15 15l-2.5 2.5',
  marriage:
    'M8.5 9a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11ZM15.5 9a5.5 5.5 0 1 1-3 10.1M15.5 9l-2.5-3.5h5L15.5 9Z',
  work: 'M4 8h16v11.5H4V8ZM9 8V5h6v3M4 13h16M12 12v2',
  care: 'M12 20.5s-8-4.7-8-10.5a4.3 4.3 0 0 1 8-2.2A4.3 4.3 0 0 1 20 10c0 5.8-8 10.5-8 10.5Z',
  bereavement:
    'M12 21V11M12 11c-3.5 0-5-2-5-5.5 1.5 0 2.5.5 3 1.5.2-1.5.8-2.7 2-3.5 1.2.8 1.8 2 2 3.5.5-1 1.5-1.5 3-1.5 0 3.5-1.5 5.5-5 5.5ZM12 17c-1.5-2-3.2-2.5-5-2.5M12 19c1.5-2 3.2-2.5 5-2.5',
  waste: 'M4.5 7h15M9.5 7V4h5v3M6.5 7l1 13.5h9l1-13.5M10.5 11v5.5M13.5 11v5.5',
  tax: 'M6 3.5h12v17l-2-1.5-2 1.5-2-1.5-2 1.5-2-1.5-2 1.5v-17ZM9 8l3 3.5L15 8M12 11.5V16M9.5 12h5M9.5 14.3h5',
  health: 'M3 12h4.5l2-5 4 10 2-5H21',
  disaster:
    'M3 11.5 12 4l9 7.5M5.5 9.5V13M18.5 9.5V13M3 16.5c1.5 1.3 3 1.3 4.5 0s3-1.3 4.5 0 3 1.3 4.5 0 3-1.3 4.5 0M3 20.3c1.5 1.3 3 1.3 4.5 0s3-1.3 4.5 0 3 1.3 4.5 0 3-1.3 4.5 0',
  business: 'M4 20.5V6h9v14.5M13 10h7v10.5M2.5 20.5h19M7 9.5h3M7 13h3M7 16.5h3M16 13.5h1.5M16 17h1.5',
  certificate:
    'M5 3.5h14v13h-4M5 3.5v13h4M8.5 7.5h7M8.5 11h7M12 13.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5ZM10.5 18v3.5L12 20.5l1.5 1V18',
} as const;

export type IconName = keyof typeof PATHS;

/** Width and height are for the page whose stylesheet did not arrive. */
export const Icon = ({ name, large = false }: { name: IconName; large?: boolean }) => (
  <svg
    class={large ? 'icon icon-large' : 'icon'}
    viewBox="0 0 24 24"
    width="20"
    height="20"
    aria-hidden="true"
    focusable="false"
  >
    <path d={PATHS[name]} />
  </svg>
);
