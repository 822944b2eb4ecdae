// Every number of the adapter, in milliseconds where it is a time. Bundlers put them in place, as this file imports nothing.

/** The wait before a reconnect: at random up to the first, doubling to the most. */
export const RECONNECT_FIRST = 1_000;
export const RECONNECT_MOST = 10_000;

/** The wait before a refused operation is sent again: doubling, and up to a quarter more. */
export const RETRY_FIRST = 1_000;
export const RETRY_JITTER = 0.25;

/** Zendesk's article: "you can retry three to five times in 30 seconds"; these are retries after the first try. */
export const START_RETRIES = 4;
export const START_PERIOD = 30_000;

/** So many failures to reach the server in a row, and `url` is asked again: the agent session may be gone. */
export const FAILURES_BEFORE_ASKING = 3;

/** A second EOS within this time is no accident: two clients throw each other out, or the session can't hold. */
export const END_OF_SERVICE_PERIOD = 60_000;

/** A timer that fires this much late has slept: the machine did, or the tab was frozen. */
export const SLEEP = 2_000;
/** How long a socket may take to show that it survived a sleep. */
export const AFTER_SLEEP = 1_000;
/** `online` mostly means a new network, on which an old socket is dead: it gets this long to prove otherwise. */
export const AFTER_ONLINE = 150;

/** A server that sends more data than this before it answers is broken: memory has a bound. */
export const MOST_HELD = 10_000;

/** Documents that are read only once; beyond, all of them are forgotten. */
export const MOST_KNOWN = 100;

/** The longest time that timers can count, about 25 days. */
export const LONGEST = 2_147_483_647;
