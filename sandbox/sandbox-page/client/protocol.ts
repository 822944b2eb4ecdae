import * as v from 'valibot';

const named = v.object({ id: v.string(), name: v.string() });

const faultSchema = v.object({
  id: v.number(),
  kind: v.string(),
  match: v.nullable(v.string()),
  count: v.nullable(v.number()),
  ms: v.nullable(v.number()),
  name: v.string(),
  form: v.string(),
  reason: v.string(),
  struck: v.number(),
});

const chatSchema = v.object({
  id: v.string(),
  visitor: v.object({ id: v.string(), name: v.string(), typing: v.string() }),
  state: v.string(),
  department: v.nullable(named),
  agents: v.array(named),
  listeners: v.array(named),
});

export const stateSchema = v.object({
  departments: v.array(v.object({ ...named.entries, status: v.string() })),
  agents: v.array(v.object({ ...named.entries, status: v.string(), can_sign_in: v.boolean() })),
  sessions: v.array(
    v.object({ session_id: v.string(), agent: v.string(), sockets: v.number(), subscriptions: v.number() }),
  ),
  chats: v.array(chatSchema),
  chatCount: v.number(),
  faults: v.array(faultSchema),
  frozen: v.number(),
});

const frameSchema = v.object({
  number: v.number(),
  at: v.number(),
  line: v.number(),
  sessionId: v.nullable(v.string()),
  agent: v.nullable(v.string()),
  what: v.picklist(['opened', 'received', 'sent', 'closed']),
  text: v.string(),
  cut: v.number(),
});

export const framesSchema = v.array(frameSchema);

export const choicesSchema = v.object({
  errorNames: v.array(v.string()),
  errorForms: v.array(v.string()),
  rootFields: v.array(v.string()),
});

export const pulledSchema = v.object({
  sockets: v.optional(v.number()),
  count: v.optional(v.nullable(v.number())),
});

export const openedSchema = v.object({ visitor_id: v.string() });

export type State = v.InferOutput<typeof stateSchema>;
export type Department = State['departments'][number];
export type Agent = State['agents'][number];
export type Session = State['sessions'][number];
export type Chat = v.InferOutput<typeof chatSchema>;
export type Fault = v.InferOutput<typeof faultSchema>;
export type Frame = v.InferOutput<typeof frameSchema>;
export type Choices = v.InferOutput<typeof choicesSchema>;
