import type { Translator } from '#kernel/i18n/translate.js';
import { Badge } from '#ui/components/badge.js';

/** 数えた値 or 入力値. */
export const SourceBadge = ({ t, source }: { t: Translator; source: 'typed' | 'counted' }) => (
  <Badge tone={source === 'counted' ? 'accent' : 'quiet'}>
    {t(source === 'counted' ? 'ui.chart.counted' : 'ui.chart.typed')}
  </Badge>
);
