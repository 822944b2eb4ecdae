/** @import { Figure } from './results.mjs' */

/**
 * A line of work that the dashboard does, and the benchmark that measures it.
 *
 * @typedef {{ title: string, beside: string, bench: string, has?: (figure: Figure) => boolean }} Work
 */

/** @param {Figure} figure */
const isMemory = ({ measure }) => measure === 'memory';
/** @param {Figure} figure */
const isView = ({ measure = '' }) => /^(view|end|rows|into)/.test(measure);

/** @type {readonly Work[]} */
export const works = [
  {
    title: 'Frame to subscriber',
    beside: 'raw socket and `JSON.parse`; graphql-ws; both under Apollo',
    bench: 'adapterFrames',
    // By the clock the same figures scatter more.
    has: ({ unit }) => unit.endsWith('of CPU'),
  },
  {
    title: 'Append one message',
    beside: 'a bare array, Apollo, urql, TanStack Query',
    bench: 'timelineAppend',
    has: figure => !isMemory(figure),
  },
  {
    title: 'Memory of a message',
    beside: 'a bare array of the same objects',
    bench: 'timelineAppend',
    has: isMemory,
  },
  {
    title: 'Socket frame to painted row, 50 chats',
    beside: 'a bare page that appends the text',
    bench: 'transcriptPaint',
    has: figure => !isView(figure),
  },
  {
    title: 'The view under 1,000 messages a second',
    beside: 'a tail of 60 rows',
    bench: 'transcriptPaint',
    has: isView,
  },
  { title: 'Typing at 200 messages a second', beside: 'the same, idle', bench: 'composerTyping' },
  {
    title: '500 open channels, a message a second each',
    beside: 'a versioned store alone; Apollo',
    bench: 'openChannels',
  },
  {
    title: 'Open a conversation of 10,000',
    beside: 'stream-chat-react, the same messages',
    bench: 'openLongConversation',
  },
  { title: '5,000 unserved rows', beside: 'TanStack Virtual, a bare example', bench: 'longQueue' },
  {
    title: 'Nine hours in fast motion',
    beside: 'the heap after an hour',
    bench: 'nineHours',
  },
  {
    title: 'Start: from navigation to the list',
    beside: 'React and Apollo alone, the same data',
    bench: 'startUp',
  },
  { title: 'At rest with 50 open chats', beside: 'a blank tab', bench: 'atRest' },
];
