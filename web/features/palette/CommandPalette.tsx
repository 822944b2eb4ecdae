import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { Search } from 'lucide-react';
import { useMemo, useState } from 'react';
import { Autocomplete } from 'react-aria-components/Autocomplete';
import { Dialog } from 'react-aria-components/Dialog';
import { Header } from 'react-aria-components/Header';
import { Input } from 'react-aria-components/Input';
import { Collection, ListBox, ListBoxItem, ListBoxSection } from 'react-aria-components/ListBox';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { SearchField } from 'react-aria-components/SearchField';
import { Text } from 'react-aria-components/Text';
import { KeyCaps } from '../../ui/KeyCaps.tsx';
import { useAfterPaint } from '../../ui/useAfterPaint.ts';
import { type PaletteEntry, type PaletteGroup, type PaletteSection, paletteSearch } from './paletteEntry.ts';
import { noteRecent, recentEntries } from './recentEntries.ts';
import { type PaletteTargets, usePaletteEntries } from './usePaletteEntries.ts';

export type CommandPaletteProps = PaletteTargets & { readonly onClose: () => void };

const titles: Readonly<Record<PaletteSection, MessageDescriptor>> = {
  recent: msg`Recent`,
  chats: msg`Chats`,
  departments: msg`Departments`,
  answers: msg`Canned answers`,
  actions: msg`Actions`,
  settings: msg`Settings`,
};

/** Finds whatever can be opened or done, and does it. */
export function CommandPalette({ onClose, ...targets }: CommandPaletteProps) {
  const { t } = useLingui();
  return (
    <ModalOverlay
      isOpen
      isDismissable
      onOpenChange={onClose}
      className="fixed inset-0 z-50 flex items-start justify-center bg-scrim px-3 pt-[12vh] pb-3 max-sm:pt-3"
    >
      <Modal className="flex max-h-full w-full max-w-xl flex-col overflow-hidden rounded-2xl border border-line bg-page shadow-2xl outline-none">
        <Dialog aria-label={t`Command palette`} className="flex min-h-0 flex-col outline-none">
          <Finder {...targets} onClose={onClose} />
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function Finder({ onClose, ...targets }: CommandPaletteProps) {
  const { t, i18n } = useLingui();
  const [query, setQuery] = useState('');
  const [recent] = useState(recentEntries);
  const entries = usePaletteEntries(targets);
  const search = useMemo(() => paletteSearch(entries, recent), [entries, recent]);
  const groups = useMemo(() => search(query), [search, query]);
  // The lines are most of the work: who opened it sees where to write first.
  const isFieldDrawn = useAfterPaint(true, false);
  const choose = (entry: PaletteEntry | undefined) => {
    if (entry === undefined) return;
    // Chats stand at the top anyway, and are nobody's business after the sign-out.
    if (entry.section !== 'chats') noteRecent(entry.id);
    onClose();
    // The dialog gives the focus back first; what is done may take it.
    setTimeout(entry.run);
  };
  return (
    <Autocomplete inputValue={query} onInputChange={setQuery}>
      <SearchField
        aria-label={t`Search or do`}
        autoFocus
        className="relative flex items-center border-b border-line"
      >
        <Search aria-hidden="true" size={16} className="absolute start-4 text-faint" />
        <Input
          role="combobox"
          aria-expanded="true"
          aria-haspopup="listbox"
          dir="auto"
          placeholder={t`Search chats, departments, answers, actions…`}
          onKeyDown={event => {
            if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
            if (event.currentTarget.getAttribute('aria-activedescendant') !== null) return;
            event.preventDefault();
            choose(groups[0]?.entries[0]);
          }}
          className="h-12 w-full bg-transparent px-11 text-title text-ellipsis outline-none [&::-webkit-search-cancel-button]:hidden"
        />
      </SearchField>
      {isFieldDrawn && (
        <Results
          groups={groups}
          titleOf={section => i18n._(titles[section])}
          onChoose={id => choose(entries.find(entry => entry.id === id))}
        />
      )}
    </Autocomplete>
  );
}

type ResultsProps = {
  readonly groups: readonly PaletteGroup[];
  readonly titleOf: (section: PaletteSection) => string;
  readonly onChoose: (id: string) => void;
};

function Results({ groups, titleOf, onChoose }: ResultsProps) {
  const { t } = useLingui();
  return (
    <ListBox
      aria-label={t`What was found`}
      items={groups}
      onAction={id => onChoose(String(id))}
      selectionMode="none"
      renderEmptyState={() => (
        <p role="status" className="px-4 py-8 text-center text-soft">
          <Trans>Nothing fits. Try fewer letters, or a visitor’s name.</Trans>
        </p>
      )}
      className="thin-scroll min-h-0 flex-1 scroll-py-10 overflow-y-auto p-2 outline-none"
    >
      {({ section, entries }) => (
        <ListBoxSection id={section} className="pb-1">
          <Header className="px-3 pt-2 pb-1 text-small font-semibold text-faint">{titleOf(section)}</Header>
          <Collection items={entries}>{entry => <Line entry={entry} />}</Collection>
        </ListBoxSection>
      )}
    </ListBox>
  );
}

function Line({ entry: { id, title, detail, caps } }: { readonly entry: PaletteEntry }) {
  return (
    <ListBoxItem
      id={id}
      textValue={title}
      className="flex min-h-9 cursor-default items-center gap-3 rounded-lg px-3 py-1.5 outline-none hover:bg-hover focused:bg-accent-tint forced-colors:focused:outline-2"
    >
      <Text slot="label" className="flex min-w-0 shrink">
        <bdi className="truncate">{title}</bdi>
      </Text>
      <Text slot="description" className="flex min-w-0 flex-1 text-small text-faint">
        <bdi className="truncate">{detail}</bdi>
      </Text>
      <KeyCaps caps={caps} />
    </ListBoxItem>
  );
}
