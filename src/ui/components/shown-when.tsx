import type { Child } from 'hono/jsx';
import type { ControlTest } from '../reveal/control-test.js';

export interface ShownWhenProps {
  test: ControlTest;
  /** Controls in it. What is not wanted sends nothing, and nothing follows from it. */
  names: readonly string[];
  /** Whether it is wanted as things stand. */
  isShown: boolean;
  /** Told to who cannot see it appear. */
  said?: string | undefined;
  children: Child;
}

/**
 * A part of a form that the page shows as soon as other controls say so. Without script it is there when it is
 * wanted as things stand, and otherwise not at all.
 */
export const ShownWhen = ({ test, names, isShown, said, children }: ShownWhenProps) => (
  <shown-when
    data-test={JSON.stringify(test)}
    data-names={names.join(' ')}
    data-said={said}
    hidden={!isShown}
  >
    {isShown ? children : <template>{children}</template>}
  </shown-when>
);

/**
 * Controls that only some choices need: with script they are there while one of those is chosen, without they stand
 * together under their name. What is typed in them is kept and sent whatever is chosen.
 */
export const ChosenPart = ({
  test,
  legend,
  children,
}: {
  test: ControlTest;
  legend?: string | undefined;
  children: Child;
}) => (
  <shown-when data-test={JSON.stringify(test)} data-names="" data-keeps="">
    {legend === undefined ? (
      children
    ) : (
      <fieldset class="chosen-part">
        <legend>{legend}</legend>
        {children}
      </fieldset>
    )}
  </shown-when>
);

/** The same without a name: without script they are there only while they are needed. */
export const KeptWhen = ({
  test,
  isShown,
  children,
}: {
  test: ControlTest;
  isShown: boolean;
  children: Child;
}) => (
  <shown-when data-test={JSON.stringify(test)} data-names="" data-keeps="" hidden={!isShown}>
    {isShown ? children : <template>{children}</template>}
  </shown-when>
);
