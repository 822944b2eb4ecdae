import * as v from 'valibot';

const button = v.object({
  text: v.string(),
  action: v.object({ type: v.nullish(v.string()), value: v.string() }),
});
const panel = v.object({
  heading: v.string(),
  paragraph: v.nullish(v.string()),
  image_url: v.nullish(v.string()),
  action: v.nullish(v.object({ value: v.string() })),
});
const buttons = v.nullish(v.array(button));

const fallback = v.nullish(v.object({ msg: v.string(), options: v.nullish(v.array(v.string())) }));

const structured = v.variant('type', [
  v.object({ type: v.literal('quick_replies'), msg: v.string(), quick_replies: v.array(button), fallback }),
  v.object({ type: v.literal('button_template'), msg: v.string(), buttons: v.array(button), fallback }),
  v.object({ type: v.literal('panel_template'), panel, buttons, fallback }),
  v.object({
    type: v.literal('panel_template_carousel'),
    items: v.array(v.object({ panel, buttons })),
    fallback,
  }),
  v.object({ type: v.literal('list_template'), items: v.array(panel), buttons, fallback }),
]);

const line = v.object({
  from: v.picklist(['visitor', 'agent', 'system']),
  text: v.string(),
  name: v.optional(v.string()),
  options: v.optional(v.array(v.string())),
  structured: v.optional(structured),
  at: v.number(),
});

export const linesSchema = v.object({ start: v.number(), lines: v.array(line) });

export const viewSchema = v.object({
  name: v.string(),
  chat: v.picklist(['none', 'waiting', 'served', 'ended']),
  department: v.nullable(v.string()),
  agents: v.array(v.string()),
  typing: v.array(v.string()),
  departments: v.array(v.object({ name: v.string(), status: v.string() })),
});

export const openedSchema = v.object({ visitor_id: v.string() });

export type Button = v.InferOutput<typeof button>;
export type Panel = v.InferOutput<typeof panel>;
export type Structured = v.InferOutput<typeof structured>;
export type Line = v.InferOutput<typeof line>;
export type View = v.InferOutput<typeof viewSchema>;
