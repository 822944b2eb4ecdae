import { i18n } from '@lingui/core';
import { Trans, useLingui } from '@lingui/react/macro';
import { EmojiPicker, type SkinTone } from 'frimousse';
import { type AriaAttributes, type RefObject, useState } from 'react';
import { Dialog } from 'react-aria-components/Dialog';
import { Popover } from 'react-aria-components/Popover';
import { flushSync } from 'react-dom';
import { noteRecent } from '../../settings/recent.ts';
import { useSetting } from '../../settings/useSetting.ts';
import { Button } from '../../ui/Button.tsx';
import { loadEmoji } from './emojiData.ts';

const COLUMNS = 8;

export type EmojiPopoverProps = {
  readonly triggerRef: RefObject<HTMLButtonElement | null>;
  readonly onPick: (emoji: string) => void;
  readonly onClose: () => void;
};

/** The emoji, to be searched and walked by keys; those that were used last come first. */
export function EmojiPopover({ triggerRef, onPick, onClose }: EmojiPopoverProps) {
  const { t } = useLingui();
  const [search, setSearch] = useState('');
  const [failed, setFailed] = useState(false);
  const [attempt, setAttempt] = useState(0);
  const [isOpen, setOpen] = useState(true);
  const [skinTone, setSkinTone] = useState<SkinTone>('none');
  const recent = useSetting('recentEmoji');

  const pick = (emoji: string) => {
    noteRecent('recentEmoji', emoji);
    // Closed first: while it is open it keeps the focus.
    flushSync(() => setOpen(false));
    onPick(emoji);
    onClose();
  };
  const resolve = async (locale: string, { signal }: { readonly signal?: AbortSignal }) => {
    try {
      return await loadEmoji(locale, signal);
    } catch (error) {
      if (signal?.aborted !== true) setFailed(true);
      throw error;
    }
  };

  return (
    <Popover
      triggerRef={triggerRef}
      isOpen={isOpen}
      onOpenChange={open => {
        if (!open) onClose();
      }}
      placement="top start"
      className="overflow-hidden rounded-xl border border-line bg-page shadow-xl"
    >
      <Dialog aria-label={t`Emoji`} className="outline-none">
        <EmojiPicker.Root
          key={attempt}
          locale={i18n.locale}
          columns={COLUMNS}
          skinTone={skinTone}
          resolveEmojiData={resolve}
          onEmojiSelect={({ emoji }) => pick(emoji)}
          className="flex h-88 w-80 max-w-full flex-col"
        >
          <div className="flex items-center gap-2 p-2">
            <EmojiPicker.Search
              autoFocus
              value={search}
              onChange={event => setSearch(event.target.value)}
              aria-label={t`Search emoji`}
              placeholder={t`Search emoji`}
              className="h-8 min-w-0 flex-1 rounded-lg border border-edge bg-page px-2.5"
            />
            <EmojiPicker.SkinTone>
              {({ skinToneVariations }) => (
                <label className="flex items-center">
                  <span className="sr-only">
                    <Trans>Skin tone</Trans>
                  </span>
                  <select
                    value={skinTone}
                    onChange={event => {
                      const chosen = skinToneVariations.find(
                        ({ skinTone: tone }) => tone === event.target.value,
                      );
                      if (chosen !== undefined) setSkinTone(chosen.skinTone);
                    }}
                    className="h-8 rounded-lg border border-edge bg-page px-1"
                  >
                    {skinToneVariations.map(({ skinTone: tone, emoji }) => (
                      <option key={tone} value={tone}>
                        {emoji}
                      </option>
                    ))}
                  </select>
                </label>
              )}
            </EmojiPicker.SkinTone>
          </div>
          {search === '' && recent.length > 0 && <Recent recent={recent} onPick={pick} />}
          <EmojiPicker.Viewport
            tabIndex={0}
            className="thin-scroll min-h-0 flex-1 outline-none focus-visible:ring-2 focus-visible:ring-accent focus-visible:ring-inset"
          >
            <EmojiPicker.Loading className="flex h-full items-center justify-center text-soft">
              {failed ? null : <Trans>Reading the emoji…</Trans>}
            </EmojiPicker.Loading>
            <EmojiPicker.Empty className="flex h-full items-center justify-center text-soft">
              <Trans>No emoji is found.</Trans>
            </EmojiPicker.Empty>
            <EmojiPicker.List
              components={{
                CategoryHeader: ({ category, ...props }) => (
                  <div {...props} className="bg-page px-3 py-1.5 text-small font-semibold text-soft">
                    {category.label}
                  </div>
                ),
                Row: props => <div {...props} {...fromOne(props)} className="px-2" />,
                Emoji: ({ emoji, ...props }) => (
                  <button
                    type="button"
                    {...props}
                    {...fromOne(props)}
                    className="flex size-9 items-center justify-center rounded-lg text-xl data-active:bg-accent-tint"
                  >
                    {emoji.emoji}
                  </button>
                ),
              }}
            />
          </EmojiPicker.Viewport>
          {failed && (
            <div role="alert" className="flex flex-col items-center gap-2 p-4 text-center text-soft">
              <Trans>The emoji can’t be read. Check the network.</Trans>
              <Button
                small
                onPress={() => {
                  setFailed(false);
                  setAttempt(attempt + 1);
                }}
              >
                <Trans>Try again</Trans>
              </Button>
            </div>
          )}
          <EmojiPicker.ActiveEmoji>
            {({ emoji }) => (
              <p className="flex h-9 items-center gap-2 border-t border-line px-3 text-small text-soft">
                {emoji !== undefined && (
                  <>
                    <span className="text-lg">{emoji.emoji}</span>
                    <span className="truncate">{emoji.label}</span>
                  </>
                )}
              </p>
            )}
          </EmojiPicker.ActiveEmoji>
        </EmojiPicker.Root>
      </Dialog>
    </Popover>
  );
}

type Place = Pick<AriaAttributes, 'aria-colindex' | 'aria-rowindex'>;

/** ARIA counts rows and columns from 1; the library does from 0. */
function fromOne({ 'aria-colindex': column, 'aria-rowindex': row }: Place): Place {
  return {
    ...(column !== undefined && { 'aria-colindex': column + 1 }),
    ...(row !== undefined && { 'aria-rowindex': row + 1 }),
  };
}

type RecentProps = { readonly recent: readonly string[]; readonly onPick: (emoji: string) => void };

function Recent({ recent, onPick }: RecentProps) {
  const { t } = useLingui();
  return (
    <fieldset aria-label={t`Used last`} className="flex px-2 pb-1">
      {recent.slice(0, COLUMNS).map(emoji => (
        <Button
          key={emoji}
          small
          aria-label={emoji}
          onPress={() => onPick(emoji)}
          className="size-9 border-none !px-0 text-xl"
        >
          {emoji}
        </Button>
      ))}
    </fieldset>
  );
}
