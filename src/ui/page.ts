export type { NavItem, PageContext, TextSize } from '#kernel/http/page.js';
