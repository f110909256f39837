export type {
  Comparison,
  IndicatorView,
  IndicatorYear,
  MeasureView,
  PlanView,
  Rating,
} from './model.js';
export type { PlanService } from './service.js';
