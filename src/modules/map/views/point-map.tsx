import type { Child } from 'hono/jsx';
import type { Box } from '#modules/register/api.js';
import { Button } from '#ui/components/button.js';
import { ButtonRow } from '#ui/components/button-row.js';
import { mapWords } from '#ui/map-words.js';
import type { PageContext } from '#ui/page.js';
import { POINT_SIZE, type Pointing } from '../pointing.js';
import { viewText } from '../view.js';
import { Legend } from './picture.js';

const ID = 'point-map';
const MOVES = {
  nearer: 'map.zoomIn',
  wider: 'map.zoomOut',
  north: 'map.north',
  south: 'map.south',
  west: 'map.west',
  east: 'map.east',
} as const;

interface PointMapProps {
  page: PageContext;
  /** null: nobody has asked for it yet. */
  pointing: Pointing | null;
  /** Where the form goes, and comes back from with the map. */
  action: string;
  around: Box;
  /** Controls of the place: `{name}.words`, `{name}.lat`, `{name}.lon`. */
  name: string;
  wordsLabel: string;
  children: Child;
}

const Told = ({ page: { t }, pointing: { point, isPressed, found }, wordsLabel }: Opened) => (
  <p role="status">
    {found?.length === 0
      ? t('map.point.none', { field: wordsLabel })
      : isPressed && point
        ? t('map.point.taken', { lat: point.lat.toFixed(6), lon: point.lon.toFixed(6) })
        : t('map.point.press')}
  </p>
);

type Opened = Omit<PointMapProps, 'pointing' | 'children'> & { pointing: Pointing };

/** Without script: a picture that is a button of the form, and sends where it was pressed. */
const PointPicture = (props: Opened) => {
  const { page, pointing, action, wordsLabel } = props;
  const { t, base } = page;
  const at = viewText(pointing.view);
  const { point, found, legend, source: groundSource } = pointing;
  const place = point && { lat: String(point.lat), lon: String(point.lon) };
  const source = `${base}/map/point.svg?${new URLSearchParams({ at, ...place })}`;
  const [width, height] = POINT_SIZE;
  const back = `${action}#${ID}`;
  const small = { type: 'submit', variant: 'secondary', size: 'small', formAction: back } as const;
  return (
    <div class="point-picture">
      <link rel="stylesheet" href={page.asset('map.css')} />
      <Told {...props} />
      <input type="hidden" name="map.at" value={at} />
      <input
        type="image"
        name="map"
        src={source}
        alt={t('map.point.alt')}
        width={width}
        height={height}
        formaction={back}
      />
      <Legend t={t} layers={legend} />
      {groundSource !== null && <p class="muted">{t('map.attribution', { text: groundSource })}</p>}
      <div class="point-moves">
        {Object.entries(MOVES).map(([go, words]) => (
          <Button {...small} name="map.go" value={go}>
            {t(words)}
          </Button>
        ))}
      </div>
      <ButtonRow>
        <Button {...small} name="map.go" value="find">
          {t('map.point.find', { field: wordsLabel })}
        </Button>
      </ButtonRow>
      {found && found.length > 1 && (
        <fieldset class="point-found">
          <legend>{t('map.point.which')}</legend>
          <ButtonRow>
            {found.map(({ label, view }) => (
              <Button {...small} name="map.to" value={viewText(view)}>
                {label}
              </Button>
            ))}
          </ButtonRow>
        </fieldset>
      )}
    </div>
  );
};

/**
 * Controls of a place, and a map on which one may point instead: a button, then a picture that the server draws, or with
 * script a map that moves. The form has a button of its own before these, which Enter in a box presses.
 */
export const PointMap = ({ children, ...props }: PointMapProps) => {
  const { page, pointing, action, around, name, wordsLabel } = props;
  const { t, base } = page;
  const here = t('map.point.here');
  const config = {
    base,
    box: around,
    name,
    at: pointing && viewText(pointing.view),
    css: page.asset('map.css'),
    words: {
      ...mapWords(t),
      here,
      hint: t('map.point.hint', { here }),
      taken: t('map.point.taken', { lat: '{lat}', lon: '{lon}' }),
      find: t('map.point.find', { field: wordsLabel }),
      none: t('map.point.none', { field: wordsLabel }),
      which: t('map.point.which'),
    },
  };
  return (
    <point-map id={ID} data-config={JSON.stringify(config)}>
      {children}
      {pointing ? (
        <PointPicture {...props} pointing={pointing} />
      ) : (
        <Button
          type="submit"
          variant="secondary"
          size="small"
          name="map.go"
          value="open"
          formAction={`${action}#${ID}`}
        >
          {t('map.point.open')}
        </Button>
      )}
      <script type="module" src={page.asset('point-map.js')} />
    </point-map>
  );
};
