import type { Translator } from '#kernel/i18n/translate.js';
import { Button } from '#ui/components/button.js';
import { ACTION, type Raw, typed } from '../field-type.js';
import { CHOICES, SAID } from './look-up.js';

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
  const choices = raw[CHOICES] ?? [];
  return (
    <div class="found-towns">
      <Button
        type="submit"
        variant="secondary"
        size="small"
        formNoValidate
        name={ACTION}
        value={`${id}:find`}
      >
        {t('address.find')}
      </Button>
      {isSaid(said) && <p role="status">{t(WORDS[said])}</p>}
      {choices.length > 0 && (
        <ul class="plain-list">
          {choices.map((town, index) => (
            <li>
              <Button
                type="submit"
                variant="tertiary"
                size="small"
                formNoValidate
                name={ACTION}
                value={`${id}:take.${index}`}
              >
                {town}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
};
