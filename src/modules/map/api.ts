/** What other modules draw maps with. */
export type { Layer, LayerSource } from './layers.js';
export { markAt } from './marks.js';
export type { Pointing } from './pointing.js';
export type { PointingService } from './service/pointing.js';
export { frameOf, layerControl, wholeOf } from './view.js';
export { PageMap } from './views/page-map.js';
export { Picture } from './views/picture.js';
export { PointMap } from './views/point-map.js';
