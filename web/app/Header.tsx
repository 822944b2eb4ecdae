import { Trans, useLingui } from '@lingui/react/macro';
import {
  CircleHelp,
  ExternalLink,
  LogOut,
  type LucideIcon,
  PanelLeft,
  PanelRight,
  Search,
  Settings,
} from 'lucide-react';
import { memo, useState } from 'react';
import { useKeyCaps } from '../commands/useKeyCaps.ts';
import { StatusMenu } from '../features/agent-status/StatusMenu.tsx';
import { ThemeMenu } from '../features/appearance/ThemeMenu.tsx';
import { Freshness } from '../features/connection-status/Freshness.tsx';
import { useMe } from '../session/DeskContext.ts';
import { useSignedIn } from '../session/SignInContext.ts';
import { useVisitorUrl } from '../session/useVisitorUrl.ts';
import { useSettingsSection } from '../settings/settingsSection.ts';
import { settings } from '../settings/settingsStore.ts';
import { useSetting } from '../settings/useSetting.ts';
import { Button } from '../ui/Button.tsx';
import { classNames } from '../ui/classNames.ts';
import { Kbd } from '../ui/Kbd.tsx';
import { showProblem } from '../ui/problems.ts';
import { Later } from './Later.tsx';
import { overlay } from './overlays.ts';

export const Header = memo(function Header() {
  const { t } = useLingui();
  const me = useMe();
  return (
    <header className="flex min-h-12 flex-wrap items-center gap-x-2 gap-y-1 border-b border-line px-3 py-1.5 sm:gap-x-3 sm:px-4">
      <PaneToggle
        setting="showsInbox"
        show={t`Show the chats`}
        hide={t`Hide the chats`}
        icon={PanelLeft}
        className="-ms-1 max-md:hidden"
      />
      <h1 className="text-title font-bold max-lg:sr-only">Switchboard</h1>
      <StatusMenu />
      <Freshness />
      <div className="flex min-w-8 flex-1 justify-end md:justify-center">
        <SearchButton />
      </div>
      <VisitorLink />
      {me !== null && <bdi className="max-w-40 truncate text-small text-soft max-xl:hidden">{me.name}</bdi>}
      <Later />
      <span className="flex items-center gap-1.5">
        <span className="contents max-sm:hidden">
          <ThemeMenu />
          <Button
            aria-label={t`Keys and help`}
            onPress={() => overlay.set('help')}
            pill
            className="w-8 !px-0"
          >
            <CircleHelp aria-hidden="true" size={16} />
          </Button>
        </span>
        <SettingsButton />
        <SignOutButton />
      </span>
      <PaneToggle
        setting="showsDetails"
        show={t`Show the departments`}
        hide={t`Hide the departments`}
        icon={PanelRight}
        className="-me-1 max-xl:hidden"
      />
    </header>
  );
});

function SettingsButton() {
  const { t } = useLingui();
  const { open } = useSettingsSection();
  return (
    <Button aria-label={t`Settings`} onPress={() => open('appearance')} pill className="w-8 !px-0">
      <Settings aria-hidden="true" size={16} />
    </Button>
  );
}

/** Looks like a field, for that is where one looks for what one wants; opens the palette. */
function SearchButton() {
  const { t } = useLingui();
  const [cap] = useKeyCaps('palette.open');
  return (
    <Button
      aria-label={t`Search or do…`}
      aria-haspopup="dialog"
      onPress={() => overlay.set('palette')}
      pill
      className="max-md:w-8 max-md:!px-0 md:w-full md:max-w-88 md:!justify-start"
    >
      <Search aria-hidden="true" size={15} className="shrink-0 text-faint" />
      <span className="flex-1 truncate text-start text-faint max-md:hidden">
        <Trans>Search or do…</Trans>
      </span>
      <span className="max-md:hidden">{cap !== undefined && <Kbd>{cap}</Kbd>}</span>
    </Button>
  );
}

type PaneToggleProps = {
  readonly setting: 'showsInbox' | 'showsDetails';
  readonly show: string;
  readonly hide: string;
  readonly icon: LucideIcon;
  readonly className: string;
};

function PaneToggle({ setting, show, hide, icon: Icon, className }: PaneToggleProps) {
  const isShown = useSetting(setting);
  return (
    <Button
      aria-label={isShown ? hide : show}
      onPress={() => settings.change({ [setting]: !isShown })}
      className={classNames('w-8 border-transparent !px-0', className)}
    >
      <Icon aria-hidden="true" size={16} className="rtl:-scale-x-100" />
    </Button>
  );
}

function VisitorLink() {
  const url = useVisitorUrl();
  if (url === null) return null;
  return (
    <a
      href={url}
      target="_blank"
      rel="noopener noreferrer"
      className="inline-flex min-h-8 items-center gap-1.5 rounded-full border border-line px-3 hover:bg-hover max-lg:hidden"
    >
      <Trans>Open the visitor’s side</Trans> <ExternalLink aria-hidden="true" size={14} />
    </a>
  );
}

function SignOutButton() {
  const { t } = useLingui();
  const { signOut } = useSignedIn();
  const [isLeaving, setLeaving] = useState(false);
  const leave = async () => {
    setLeaving(true);
    try {
      await signOut();
    } catch (error) {
      setLeaving(false);
      showProblem(t`You are still signed in`, error instanceof Error ? error.message : null);
    }
  };
  return (
    <Button aria-label={t`Sign out`} isDisabled={isLeaving} onPress={() => void leave()} pill>
      <LogOut aria-hidden="true" size={15} className="rtl:-scale-x-100" />
      <span className="max-2xl:hidden">
        {isLeaving ? <Trans>Signing out…</Trans> : <Trans>Sign out</Trans>}
      </span>
    </Button>
  );
}
