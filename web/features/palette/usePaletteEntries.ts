import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import { useMemo } from 'react';
import { useLocation } from 'wouter';
import type { Answer } from '../../answers/answer.ts';
import { openComposer } from '../../answers/openComposer.ts';
import { useAnswers } from '../../answers/useAnswers.ts';
import type { Chat, Standing } from '../../apollo/chat.ts';
import type { Department, DepartmentStatus } from '../../apollo/departmentBoard.ts';
import type { Command } from '../../commands/command.ts';
import { commandBoard } from '../../commands/commandBoard.ts';
import { groupTitles } from '../../commands/groupTitles.ts';
import { formatKeys } from '../../commands/keyChord.ts';
import { keysOf } from '../../commands/keyMap.ts';
import { chatPath } from '../../lib/paths.ts';
import { isApple } from '../../lib/platform.ts';
import { useDesk, useObservable } from '../../session/DeskContext.ts';
import { useSetting } from '../../settings/useSetting.ts';
import type { PaletteEntry } from './paletteEntry.ts';

export type PaletteTargets = {
  /** Hands the open chat over; null when there is none that can be. */
  readonly transfer: ((department: Department) => void) | null;
};

/** All that can be found: chats, departments for the open chat, canned answers for its composer, commands. */
export function usePaletteEntries({ transfer }: PaletteTargets): readonly PaletteEntry[] {
  const chats = useChatEntries();
  const departments = useDepartmentEntries(transfer);
  const answers = useAnswerEntries();
  const commands = useCommandEntries();
  return useMemo(
    () => [...chats, ...departments, ...answers, ...commands],
    [chats, departments, answers, commands],
  );
}

const standings: Readonly<Record<Standing, MessageDescriptor>> = {
  unserved: msg`unserved`,
  mine: msg`your chat`,
  colleague: msg`served by a colleague`,
  ended: msg`ended`,
};
/** Whom an agent looks for first. */
const order: readonly Standing[] = ['mine', 'unserved', 'colleague', 'ended'];

function useChatEntries(): readonly PaletteEntry[] {
  const { i18n } = useLingui();
  const desk = useDesk();
  const { chats } = useObservable(desk.directory.book);
  const { me } = useObservable(desk.presence.state);
  const [, navigate] = useLocation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: whose a chat is depends on who I am
  return useMemo(() => {
    const entryOf = (chat: Chat, standing: Standing): PaletteEntry => {
      const last = desk.timeline.conversation(chat.visitorId).lastFrom('visitor')?.text ?? '';
      return {
        id: `chat:${chat.visitorId}`,
        section: 'chats',
        title: chat.name,
        detail: [i18n._(standings[standing]), chat.department?.name, last].filter(Boolean).join(' · '),
        keywords: [chat.email, chat.phone, ...chat.tags].filter(Boolean).join(' '),
        caps: [],
        run: () => navigate(chatPath(chat.visitorId)),
      };
    };
    const bySide = new Map(order.map(standing => [standing, [] as PaletteEntry[]]));
    for (const chat of chats.values()) {
      const standing = desk.standingOf(chat);
      bySide.get(standing)?.push(entryOf(chat, standing));
    }
    return [...bySide.values()].flat();
  }, [chats, me, desk, i18n, navigate]);
}

const statuses: Readonly<Record<DepartmentStatus, MessageDescriptor>> = {
  ONLINE: msg`online`,
  AWAY: msg`away`,
  OFFLINE: msg`offline`,
  UNKNOWN: msg`status not known`,
};

function useDepartmentEntries(transfer: PaletteTargets['transfer']): readonly PaletteEntry[] {
  const { i18n, t } = useLingui();
  const { departments } = useObservable(useDesk().departments.board);
  return useMemo(() => {
    if (transfer === null) return [];
    return departments.map(department => {
      const { id, name, status } = department;
      return {
        id: `department:${id}`,
        section: 'departments',
        title: t`Transfer to ${name}`,
        detail: i18n._(statuses[status]),
        keywords: '',
        caps: [],
        run: () => transfer(department),
      };
    });
  }, [departments, transfer, i18n, t]);
}

function useAnswerEntries(): readonly PaletteEntry[] {
  const { answers } = useAnswers();
  const composer = useObservable(openComposer);
  return useMemo(() => {
    if (composer === null) return [];
    return answers.map(answer => ({
      id: `answer:${answer.id}`,
      section: 'answers',
      title: answer.title === '' ? answer.name : answer.title,
      detail: textOf(answer),
      keywords: [answer.name, ...answer.tags].join(' '),
      caps: [`/${answer.name}`],
      run: () => composer.use(answer),
    }));
  }, [answers, composer]);
}

function textOf({ body }: Answer): string {
  return body.kind === 'text' ? body.text.replaceAll(/\s+/gu, ' ').slice(0, 200) : '';
}

function useCommandEntries(): readonly PaletteEntry[] {
  const { i18n } = useLingui();
  const commands = useObservable(commandBoard.commands);
  const chosen = useSetting('keys');
  return useMemo(() => {
    const isMac = isApple();
    const isShown = ({ isEnabled = true, isHidden = false, id }: Command) =>
      isEnabled && !isHidden && id !== 'palette.open';
    return [...commands.values()].filter(isShown).map((command): PaletteEntry => {
      const [key = ''] = keysOf(command, chosen);
      return {
        id: `command:${command.id}`,
        section: command.group === 'settings' ? 'settings' : 'actions',
        title: command.title,
        detail: command.group === 'settings' ? '' : i18n._(groupTitles[command.group]),
        keywords: command.id.replaceAll('.', ' '),
        caps: formatKeys(key, isMac),
        run: () => commandBoard.run(command.id),
      };
    });
  }, [commands, chosen, i18n]);
}
