const SVG = 'http://www.w3.org/2000/svg';

/** A thing on a map that moves, above its layers. */
export interface Stop {
  letter: string;
  colour: string;
  label: string;
  /** '' where it leads nowhere. */
  href: string;
}

/** As the picture draws it; the policy of the page allows no style, an SVG has its own colours. */
export function stopOf({ letter, colour, label, href }: Stop): HTMLElement {
  const link = document.createElement(href === '' ? 'span' : 'a');
  if (link instanceof HTMLAnchorElement) link.href = href;
  else link.setAttribute('role', 'img');
  link.className = 'map-stop';
  link.setAttribute('aria-label', label);
  link.title = label;
  const sign = document.createElementNS(SVG, 'svg');
  sign.setAttribute('viewBox', '0 0 32 32');
  const circle = document.createElementNS(SVG, 'circle');
  for (const [name, value] of Object.entries({
    cx: '16',
    cy: '16',
    r: '14',
    fill: colour,
    stroke: '#ffffff',
  }))
    circle.setAttribute(name, value);
  const text = document.createElementNS(SVG, 'text');
  for (const [name, value] of Object.entries({ x: '16', y: '21', 'text-anchor': 'middle', fill: '#ffffff' }))
    text.setAttribute(name, value);
  text.textContent = letter;
  sign.append(circle, text);
  link.append(sign);
  return link;
}
