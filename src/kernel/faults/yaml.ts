import type { ErrorCode } from 'yaml';
import type { Saying } from './saying.js';

/** Every mistake that the reader of YAML knows, as a message of ours. */
const SAYINGS = {
  ALIAS_PROPS: 'fault.yaml.alias',
  BAD_ALIAS: 'fault.yaml.alias',
  BAD_DIRECTIVE: 'fault.yaml.other',
  BAD_DQ_ESCAPE: 'fault.yaml.escape',
  BAD_INDENT: 'fault.yaml.indent',
  BAD_PROP_ORDER: 'fault.yaml.alias',
  BAD_SCALAR_START: 'fault.yaml.start',
  BLOCK_AS_IMPLICIT_KEY: 'fault.yaml.nested',
  BLOCK_IN_FLOW: 'fault.yaml.nested',
  DUPLICATE_KEY: 'fault.yaml.twice',
  IMPOSSIBLE: 'fault.yaml.other',
  KEY_OVER_1024_CHARS: 'fault.yaml.key',
  MISSING_CHAR: 'fault.yaml.character',
  MULTILINE_IMPLICIT_KEY: 'fault.yaml.lines',
  MULTIPLE_ANCHORS: 'fault.yaml.alias',
  MULTIPLE_DOCS: 'fault.yaml.documents',
  MULTIPLE_TAGS: 'fault.yaml.tag',
  NON_STRING_KEY: 'fault.yaml.key',
  RESOURCE_EXHAUSTION: 'fault.yaml.endless',
  TAB_AS_INDENT: 'fault.yaml.tab',
  TAG_RESOLVE_FAILED: 'fault.yaml.tag',
  UNEXPECTED_TOKEN: 'fault.yaml.unexpected',
  BAD_COLLECTION_TYPE: 'fault.yaml.tag',
} as const satisfies Record<ErrorCode, Saying['key']>;

export const yamlSaying = (code: ErrorCode): Saying => ({ key: SAYINGS[code] });
