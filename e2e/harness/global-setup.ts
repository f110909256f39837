import { prepare } from '../../scripts/prepare.js';

/** Browser tests drive the built product: built once, before the first of them. */
export default function setup(): void {
  prepare();
}
