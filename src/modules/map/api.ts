/** What other modules draw maps with. */
export { markAt } from './marks.js';
export { frameOf, wholeOf } from './view.js';
export { Picture } from './views/picture.js';
