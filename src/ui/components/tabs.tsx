export interface Tab {
  label: string;
  href: string;
  isCurrent?: boolean;
  count?: string;
}

/** Views of the same thing as links: each is a page of its own with an address. */
export const Tabs = ({ label, tabs }: { label: string; tabs: Tab[] }) => (
  <nav class="tabs" aria-label={label}>
    <ul>
      {tabs.map((tab) => (
        <li>
          <a href={tab.href} aria-current={tab.isCurrent ? 'page' : undefined}>
            {tab.label}
            {tab.count !== undefined && <span class="nav-count">{tab.count}</span>}
          </a>
        </li>
      ))}
    </ul>
  </nav>
);
