import type { NavItem, PageContext } from '#ui/page.js';

/** The item whose address is the longest beginning of the present one: "/plan/1-8" belongs to "/plan". */
function currentHref(page: PageContext, items: NavItem[]): string | undefined {
  const here = `${page.base}${page.path}`;
  return items
    .map(({ href }) => href)
    .filter((href) => here === href || here.startsWith(`${href}/`))
    .sort((a, b) => b.length - a.length)[0];
}

export interface NavListProps {
  page: PageContext;
  items: NavItem[];
  /** Name of the landmark. */
  label: string;
  class: string;
}

export const NavList = ({ page, items, label, class: className }: NavListProps) => {
  const current = currentHref(page, items);
  const here = `${page.base}${page.path}`;
  return (
    <nav class={className} aria-label={label}>
      <ul>
        {items.map(({ href, label: text, count }) => (
          <li>
            <a href={href} aria-current={href !== current ? undefined : href === here ? 'page' : 'true'}>
              <span>{text}</span>
              {count !== undefined && <span class="nav-count">{page.t.number(count)}</span>}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
};
