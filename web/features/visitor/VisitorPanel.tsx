import { useId, useRef, useState } from 'react';
import type { Chat } from '../../apollo/chat.ts';
import { describeError, problemText } from '../../apollo/describeError.ts';
import { UpdateVisitorInfoDocument } from '../../apollo/documents.ts';
import { useDesk } from '../../session/DeskContext.ts';
import { showProblem } from '../../ui/problems.ts';

/** Who the visitor is. The API lets an agent change the name alone; the rest is what the visitor told. */
export function VisitorPanel({ chat }: { readonly chat: Chat }) {
  return (
    <section aria-labelledby="visitor" className="flex flex-col gap-3">
      <h2 id="visitor" className="text-small font-semibold text-soft">
        Visitor
      </h2>
      <div className="grid grid-cols-[5.5rem_1fr] items-center gap-x-3 gap-y-1">
        <NameField key={`${chat.visitorId} ${chat.name}`} chat={chat} />
        <KnownField label="Email" value={chat.email} />
        <KnownField label="Phone" value={chat.phone} />
        <Fact label="Place" value={chat.place} />
        <Fact label="Department" value={chat.department?.name ?? null} />
        <Fact label="Served by" value={chat.agents.map(agent => agent.name).join(', ') || null} />
        <Fact label="Browser" value={chat.userAgent} />
      </div>
      {chat.tags.length > 0 && (
        <ul aria-label="Tags" className="flex flex-wrap gap-1.5">
          {chat.tags.map(tag => (
            <li key={tag} dir="auto" className="rounded-md bg-raised px-2 py-0.5 text-small">
              {tag}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** Enter or leaving the field saves, Escape takes it back; a refusal puts the old name back and says why. */
function NameField({ chat }: { readonly chat: Chat }) {
  const { client, directory } = useDesk();
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [isSaving, setSaving] = useState(false);

  const putBack = () => {
    if (field.current !== null) field.current.value = chat.name;
  };

  const save = async () => {
    const displayName = field.current?.value.trim() ?? '';
    if (displayName === '' || displayName === chat.name) return putBack();
    setSaving(true);
    try {
      const { data } = await client.mutate({
        mutation: UpdateVisitorInfoDocument,
        variables: { visitorId: chat.rawId ?? chat.visitorId, displayName },
        fetchPolicy: 'no-cache',
      });
      if (data?.updateVisitorInfo?.success === false) throw new Error('Zendesk did not take the name.');
      await directory.refresh();
    } catch (error) {
      putBack();
      showProblem(`The name is still ${chat.name}`, problemText(describeError(error)));
    } finally {
      setSaving(false);
    }
  };

  return (
    <>
      <label htmlFor={id} className="text-small text-faint">
        Name
      </label>
      <input
        ref={field}
        id={id}
        dir="auto"
        defaultValue={chat.name}
        aria-busy={isSaving}
        onBlur={() => void save()}
        onKeyDown={event => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === 'Escape') putBack();
          if (event.key === 'Enter' || event.key === 'Escape') event.currentTarget.blur();
        }}
        className="-mx-2 min-w-0 rounded-md border border-transparent bg-transparent px-2 py-1 hover:border-line focus:border-accent"
      />
    </>
  );
}

/** A text of the visitor's own that this API can't change. */
function KnownField({ label, value }: { readonly label: string; readonly value: string | null }) {
  const id = useId();
  return (
    <>
      <label htmlFor={id} className="text-small text-faint">
        {label}
      </label>
      <input
        id={id}
        readOnly
        dir="auto"
        value={value ?? ''}
        placeholder="not given"
        title="Given by the visitor; this API can’t change it"
        className="-mx-2 min-w-0 truncate rounded-md bg-transparent px-2 py-1"
      />
    </>
  );
}

function Fact({ label, value }: { readonly label: string; readonly value: string | null }) {
  if (value === null) return null;
  return (
    <>
      <span className="text-small text-faint">{label}</span>
      <bdi title={value} className="line-clamp-2 min-w-0 py-1 [overflow-wrap:anywhere]">
        {value}
      </bdi>
    </>
  );
}
