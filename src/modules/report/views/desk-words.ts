import type { Action, Channel } from '../model.js';

export const CHANNEL_WORDS = {
  web: 'reportDesk.channelWeb',
  phone: 'reportDesk.channelPhone',
  field: 'reportDesk.channelField',
  api: 'reportDesk.channelApi',
  owner: 'reportDesk.channelOwner',
} as const satisfies Record<Channel, string>;

export const ACTION_WORDS = {
  look: 'reportDesk.look',
  assign: 'reportDesk.assign',
  start: 'reportDesk.start',
  close: 'reportDesk.close',
  passOn: 'reportDesk.passOn',
  reopen: 'reportDesk.reopen',
} as const satisfies Record<Action, string>;
