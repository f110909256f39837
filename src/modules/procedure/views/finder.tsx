import { Chips } from '#ui/components/chips.js';
import { Details } from '#ui/components/details.js';
import { SearchBox } from '#ui/components/search-box.js';
import type { PageContext } from '#ui/page.js';
import type { LifeEvent } from '../definition.js';
import { EVENT_WORDS } from '../life-events.js';
import type { SectionCount } from '../service/catalogue.js';

/** Where a person stands among the procedures, and where else they can look. */
export interface FinderData {
  text: string;
  event: LifeEvent | undefined;
  section: SectionCount | undefined;
  events: LifeEvent[];
  sections: SectionCount[];
}

interface ListQuery {
  text?: string | undefined;
  event?: LifeEvent | undefined;
  unit?: string | undefined;
  after?: string | undefined;
}

export const listAddress = ({ base }: PageContext, { text, event, unit, after }: ListQuery): string => {
  const given = Object.entries({ q: text, event, unit, after }).filter(
    (pair): pair is [string, string] => pair[1] !== undefined && pair[1] !== '',
  );
  return `${base}/procedures${given.length > 0 ? `?${new URLSearchParams(given)}` : ''}`;
};

const chosen = (is: boolean) => (is ? { state: 'chosen' as const } : {});

/** The ways to find a procedure: by words, by occasion, by section. Each keeps what the others have chosen. */
export const Finder = ({ page, data }: { page: PageContext; data: FinderData }) => {
  const { t } = page;
  const { text, event, section } = data;
  const unit = section?.id;
  return (
    <>
      <SearchBox
        t={t}
        action={`${page.base}/procedures`}
        label={t('procedure.list.question')}
        hint={t('procedure.list.hint')}
        value={text}
        hidden={{ event, unit }}
      />
      {text.trim() === '' ? (
        <Occasions page={page} data={data} />
      ) : (
        <Details summary={t('finder.narrow')} open={event !== undefined} isList>
          <Occasions page={page} data={data} />
        </Details>
      )}
      {data.sections.length > 1 && (
        <Details summary={t('finder.sections')} open={section !== undefined} isList>
          <Chips
            t={t}
            label={t('finder.sections')}
            chips={[
              {
                label: t('finder.allSections'),
                href: listAddress(page, { text, event }),
                ...chosen(section === undefined),
              },
              ...data.sections.map(({ id, name, count }) => ({
                label: name,
                lang: t.lang.startsWith('ja') ? undefined : 'ja',
                href: listAddress(page, { text, event, unit: id }),
                count: t.number(count),
                ...chosen(unit === id),
              })),
            ]}
          />
        </Details>
      )}
    </>
  );
};

const Occasions = ({
  page,
  data: { text, event, section, events },
}: {
  page: PageContext;
  data: FinderData;
}) => {
  const { t } = page;
  const unit = section?.id;
  return (
    <Chips
      t={t}
      label={t('procedure.list.events')}
      chips={[
        {
          label: t('procedure.list.allEvents'),
          href: listAddress(page, { text, unit }),
          ...chosen(event === undefined),
        },
        ...events.map((one) => ({
          label: t(EVENT_WORDS[one]),
          href: listAddress(page, { text, event: one, unit }),
          ...chosen(event === one),
        })),
      ]}
    />
  );
};
