/** What other modules draw maps with. */
export type { Layer, LayerSource } from './layers.js';
export { markAt } from './marks.js';
export { frameOf, layerControl, wholeOf } from './view.js';
export { PageMap } from './views/page-map.js';
export { Picture } from './views/picture.js';
