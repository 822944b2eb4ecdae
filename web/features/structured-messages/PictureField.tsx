import { Trans, useLingui } from '@lingui/react/macro';
import { assertNever } from '../../lib/assertNever.ts';
import { StudioField } from './StudioField.tsx';
import { type PictureCheck, usePictureCheck } from './usePictureCheck.ts';

type Flaw = Extract<PictureCheck, { readonly kind: 'loaded' }>['flaws'][number];

/** The address of a picture, with what is known of the picture itself. */
export function PictureField({
  place,
  value,
  onChange,
  isList,
}: {
  readonly place: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** A list shows squares, not wide pictures. */
  readonly isList: boolean;
}) {
  const { t } = useLingui();
  const check = usePictureCheck(value);
  return (
    <StudioField
      place={place}
      label={t`Address of a picture`}
      value={value}
      onChange={onChange}
      placeholder="https://"
      type="url"
    >
      <Report check={check} isList={isList} />
    </StudioField>
  );
}

function Report({ check, isList }: { readonly check: PictureCheck; readonly isList: boolean }) {
  switch (check.kind) {
    case 'none':
      return null;
    case 'loading':
      return <Trans>Looking at the picture…</Trans>;
    case 'broken':
      return (
        <span role="status" className="text-bad">
          <Trans>No picture can be loaded from this address: the visitor would see a gap.</Trans>
        </span>
      );
    case 'loaded': {
      const { width, height, flaws } = check;
      const told = flaws.filter(flaw => flaw !== 'cut' || !isList);
      return (
        <>
          <span>
            <Trans>
              {width} × {height} pixels
            </Trans>
          </span>
          {told.map(flaw => (
            <span key={flaw} className="block text-warn">
              <FlawText flaw={flaw} />
            </span>
          ))}
        </>
      );
    }
    default:
      return assertNever(check);
  }
}

function FlawText({ flaw }: { readonly flaw: Flaw }) {
  switch (flaw) {
    case 'tooLarge':
      return <Trans>Larger than the 20 MB that Zendesk takes.</Trans>;
    case 'veryWide':
      return <Trans>Very large: it comes slowly to a visitor on the road. 800 pixels are wide enough.</Trans>;
    case 'narrow':
      return <Trans>Small: it will look blurred.</Trans>;
    case 'cut':
      return <Trans>Not twice as wide as high: the widget cuts it, around the middle.</Trans>;
    default:
      return assertNever(flaw);
  }
}
