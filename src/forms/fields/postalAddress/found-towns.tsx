import type { Translator } from '#kernel/i18n/translate.js';
import { FieldAction } from '../field-action.js';
import { type Raw, typed } from '../field-type.js';
import { CHOICES, FOUND, SAID } from './look-up.js';

const WORDS = {
  filled: 'address.filled',
  noCode: 'address.noCode',
  several: 'address.several',
  unknown: 'address.unknown',
} as const;

const isSaid = (text: string): text is keyof typeof WORDS => Object.hasOwn(WORDS, text);

/** The button that looks the town up, and what came of it. */
export const FoundTowns = ({ t, id, raw }: { t: Translator; id: string; raw: Raw }) => {
  const said = typed(raw, SAID);
  const found = typed(raw, FOUND);
  const choices = raw[CHOICES] ?? [];
  return (
    <div class="found-towns">
      {found && <input type="hidden" name={`${id}.${FOUND}`} value={found} />}
      <FieldAction does={`${id}:find`} size="small">
        {t('address.find')}
      </FieldAction>
      {isSaid(said) && <p role="status">{t(WORDS[said])}</p>}
      {choices.length > 0 && (
        <ul class="plain-list">
          {choices.map((town, index) => (
            <li>
              <FieldAction does={`${id}:take.${index}`} variant="tertiary" size="small">
                {town}
              </FieldAction>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
};
