import { useLingui } from '@lingui/react/macro';
import { useId } from 'react';
import type { Chat } from '../../apollo/chat.ts';
import { useDesk, useObservable } from '../../session/DeskContext.ts';
import { browserName } from '../../visitors/browserName.ts';
import { CopyButton } from './CopyButton.tsx';
import { EarlierChats } from './EarlierChats.tsx';
import { Label } from './Label.tsx';
import { NameField } from './NameField.tsx';
import { NotesField } from './NotesField.tsx';
import { TagField } from './TagField.tsx';

/** Who the visitor is. The API lets an agent change the name and add tags; the rest is what the visitor told. */
export function VisitorDetails({ chat }: { readonly chat: Chat }) {
  const { t, i18n } = useLingui();
  const { directory } = useDesk();
  const isKnown = useObservable(directory.book).chats.has(chat.visitorId);
  const served = new Intl.ListFormat(i18n.locale).format(chat.agents.map(({ name }) => name));
  return (
    <div className="flex flex-col gap-4">
      <div className="grid grid-cols-[auto_minmax(0,1fr)] items-start gap-x-3 gap-y-1">
        <NameField chat={chat} canEdit={isKnown} />
        <KnownField label={t`Email`} copyLabel={t`Copy the email`} value={chat.email} />
        <KnownField label={t`Phone`} copyLabel={t`Copy the phone number`} value={chat.phone} />
        <Fact label={t`Place`} value={chat.place} />
        <Fact label={t`Department`} value={chat.department?.name ?? null} />
        <Fact label={t`Served by`} value={served || t`nobody`} />
        <Fact
          label={t`Browser`}
          value={chat.userAgent === null ? null : browserName(chat.userAgent)}
          title={chat.userAgent}
        />
      </div>
      <TagField chat={chat} canAdd={isKnown} />
      <NotesField visitorId={chat.visitorId} />
      <EarlierChats visitorId={chat.visitorId} />
    </div>
  );
}

type KnownFieldProps = {
  readonly label: string;
  readonly copyLabel: string;
  readonly value: string | null;
};

/** A text of the visitor's own that this API can't change. */
function KnownField({ label, copyLabel, value }: KnownFieldProps) {
  const { t } = useLingui();
  const id = useId();
  return (
    <>
      <Label htmlFor={id}>{label}</Label>
      <div className="flex min-w-0 items-start gap-1">
        {/* Unlike an input, a text area wraps what is long. */}
        <textarea
          id={id}
          readOnly
          rows={1}
          dir="auto"
          value={value ?? ''}
          placeholder={t`not given`}
          title={t`Given by the visitor; this API can’t change it`}
          className="thin-scroll field-sizing-content max-h-24 min-w-0 flex-1 resize-none rounded-md bg-transparent py-1 break-all text-page-start"
        />
        {value !== null && value !== '' && <CopyButton label={copyLabel} text={value} />}
      </div>
    </>
  );
}

type FactProps = { readonly label: string; readonly value: string | null; readonly title?: string | null };

function Fact({ label, value, title = null }: FactProps) {
  if (value === null) return null;
  return (
    <>
      <span className="py-1 text-small text-faint">{label}</span>
      <bdi title={title ?? undefined} className="min-w-0 py-1 text-page-start [overflow-wrap:anywhere]">
        {value}
      </bdi>
    </>
  );
}
