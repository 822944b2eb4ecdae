import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { X } from 'lucide-react';
import type { ComponentType } from 'react';
import { Dialog } from 'react-aria-components/Dialog';
import { Heading } from 'react-aria-components/Heading';
import { Modal, ModalOverlay } from 'react-aria-components/Modal';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components/Tabs';
import { type SettingsSection, settingsSections } from '../../settings/settingsSection.ts';
import { Button } from '../../ui/Button.tsx';
import { AnsweringPanel } from './AnsweringPanel.tsx';
import { AppearancePanel } from './AppearancePanel.tsx';
import { DataPanel } from './DataPanel.tsx';
import { KeysPanel } from './KeysPanel.tsx';
import { NoticesPanel } from './NoticesPanel.tsx';
import { StatusPanel } from './StatusPanel.tsx';

export type SettingsDialogProps = {
  readonly section: SettingsSection;
  readonly onSection: (section: SettingsSection) => void;
  readonly onClose: () => void;
};

const titles: Readonly<Record<SettingsSection, MessageDescriptor>> = {
  appearance: msg`Appearance`,
  answering: msg`Answering`,
  keys: msg`Keys`,
  notices: msg`Notices`,
  status: msg`Status`,
  data: msg`Your data`,
};

type PanelProps = { readonly onClose: () => void };

const panels: Readonly<Record<SettingsSection, ComponentType<PanelProps>>> = {
  appearance: AppearancePanel,
  answering: AnsweringPanel,
  keys: KeysPanel,
  notices: NoticesPanel,
  status: StatusPanel,
  data: DataPanel,
};

/** All that the agent may choose; each choice counts at once. */
export function SettingsDialog({ section, onSection, onClose }: SettingsDialogProps) {
  const { t, i18n } = useLingui();
  return (
    <ModalOverlay
      isOpen
      isDismissable
      onOpenChange={onClose}
      className="fixed inset-0 z-40 flex items-center justify-center bg-scrim sm:p-4"
    >
      <Modal className="flex h-full w-full max-w-4xl flex-col overflow-hidden border-line bg-page shadow-2xl outline-none sm:h-[min(44rem,100%)] sm:rounded-2xl sm:border">
        <Dialog className="flex min-h-0 flex-1 flex-col outline-none">
          <div className="flex items-center justify-between border-b border-line px-5 py-3">
            <Heading slot="title" className="text-title font-bold">
              <Trans>Settings</Trans>
            </Heading>
            <Button aria-label={t`Close`} onPress={onClose} className="w-8 !px-0">
              <X aria-hidden="true" size={16} />
            </Button>
          </div>
          <Tabs
            orientation="vertical"
            selectedKey={section}
            onSelectionChange={key => {
              const chosen = settingsSections.find(one => one === key);
              if (chosen !== undefined && chosen !== section) onSection(chosen);
            }}
            className="flex min-h-0 flex-1 flex-col sm:flex-row"
          >
            <TabList
              aria-label={t`Settings`}
              className="thin-scroll flex shrink-0 gap-1 overflow-x-auto border-line p-2 max-sm:border-b sm:w-44 sm:flex-col sm:border-e sm:p-3"
            >
              {settingsSections.map(one => (
                <Tab
                  key={one}
                  id={one}
                  className="cursor-default rounded-lg px-3 py-1.5 whitespace-nowrap outline-none hover:bg-hover focus-visible:outline-2 focus-visible:outline-accent selected:bg-accent-tint selected:font-semibold selected:text-accent forced-colors:selected:outline-2"
                >
                  {i18n._(titles[one])}
                </Tab>
              ))}
            </TabList>
            {settingsSections.map(one => (
              <TabPanel
                key={one}
                id={one}
                className="thin-scroll min-h-0 min-w-0 flex-1 overflow-y-auto p-5 outline-none focus-visible:outline-2 focus-visible:-outline-offset-2 focus-visible:outline-accent"
              >
                <PanelOf section={one} onClose={onClose} />
              </TabPanel>
            ))}
          </Tabs>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

function PanelOf({ section, onClose }: PanelProps & Pick<SettingsDialogProps, 'section'>) {
  const Panel = panels[section];
  return <Panel onClose={onClose} />;
}
