/*
 * The only script of our pages: small improvements of what works without it. Words come by attributes.
 */
import './area-sheet.js';
import './choose-alone.js';
import './copy-text.js';
import './error-summary.js';
import './filter-form.js';
import './form-guard.js';
import './inbox-keys.js';
import './live-preview.js';
import './mark-sheet.js';
import './menus.js';
import './position-finder.js';
import './scroll-region.js';
import './shown-when.js';
import './signature-pad.js';
