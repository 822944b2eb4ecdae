import { graphql } from './graphql.ts';

/*
 * Every operation that the dashboard sends. Values always travel as variables.
 * Of what the schema marks as inferred, only `state` and cursors are asked for, and never without a way that leaves
 * them out.
 */

export const DepartmentsDocument = graphql(`
  query Departments {
    departments { edges { node { id name status } } }
  }
`);

/** The agents of the account, for a hand-over to one of them. */
export const AgentsDocument = graphql(`
  query Agents {
    agents { edges { node { id name display_name status } } }
  }
`);

const channelParts = graphql(`
  fragment ChannelParts on VisitorChannel {
    id
    agents { edges { node { id display_name } } }
    city
    country
    user_agent
    department { id name }
    visitor { id display_name email phone raw_id current_country current_region current_tags }
  }
`);

export const ChannelsDocument = graphql(
  `
  query Channels {
    channels { edges { node { __typename id ... on VisitorChannel { ...ChannelParts state } } } }
  }
`,
  [channelParts],
);

/** The same without `state`, a field that we inferred: for a service that refuses it. The last log then tells which of a
 * visitor's channels is the present one. */
export const ChannelsWithoutStateDocument = graphql(
  `
  query ChannelsWithoutState {
    channels {
      edges {
        node {
          __typename
          id
          ... on VisitorChannel {
            ...ChannelParts
            logs(last: 1) { edges { node { __typename ... on Message { id timestamp } } } }
          }
        }
      }
    }
  }
`,
  [channelParts],
);

const logParts = graphql(`
  fragment LogParts on ChatLog {
    __typename
    ... on Message {
      id
      content
      msg_id
      options
      sender_name
      timestamp
      from { __typename id display_name }
    }
    ... on MemberJoinLog { id user_name user { __typename id display_name } }
    ... on MemberLeaveLog { id user_name user { __typename id display_name } }
  }
`);

/** The last logs of every channel: the only way to read what came while nobody was connected. */
export const RecentLogsDocument = graphql(
  `
  query RecentLogs($last: Int!) {
    channels {
      edges {
        node {
          __typename
          id
          ... on VisitorChannel { visitor { id } }
          logs(last: $last) { edges { node { ...LogParts } } }
        }
      }
    }
  }
`,
  [logParts],
);

/**
 * Logs further back, with the cursors to go on from; `first` and `after` single out one channel. Cursors and the
 * arguments of `channels` are inferred: `RecentLogs`, with a larger N, does without.
 */
export const EarlierLogsDocument = graphql(
  `
  query EarlierLogs($last: Int!, $before: String, $first: Int, $after: String) {
    channels(first: $first, after: $after) {
      edges {
        node {
          __typename
          id
          ... on VisitorChannel { visitor { id } }
          logs(last: $last, before: $before) { edges { cursor node { ...LogParts } } }
        }
      }
    }
  }
`,
  [logParts],
);

/** Where each channel stands among the channels: inferred as well. */
export const ChannelPlacesDocument = graphql(`
  query ChannelPlaces {
    channels { edges { cursor node { __typename id ... on VisitorChannel { visitor { id } } } } }
  }
`);

export const MessageDocument = graphql(`
  subscription Messages {
    message {
      node {
        __typename
        id
        content
        msg_id
        options
        sender_name
        timestamp
        from { __typename id display_name }
        channel { __typename id ... on VisitorChannel { visitor { id } } }
      }
    }
  }
`);

export const ChatActivityDocument = graphql(`
  subscription ChatActivity($filter: ChatActivityFilterInput) {
    chatActivity(filter: $filter) {
      node {
        __typename
        ... on MemberJoinLog {
          id
          user_name
          user { __typename id display_name }
          channel { __typename id ... on VisitorChannel { visitor { id } } }
        }
        ... on MemberLeaveLog {
          id
          user_name
          user { __typename id display_name }
          channel { __typename id ... on VisitorChannel { visitor { id } } }
        }
      }
    }
  }
`);

export const UpdateAgentStatusDocument = graphql(`
  mutation UpdateAgentStatus($status: AGENT_STATUS!) {
    updateAgentStatus(status: $status) { node { id display_name } }
  }
`);

export const SendMessageDocument = graphql(`
  mutation SendMessage($channelId: ID!, $text: String!, $msgId: String!, $options: [String!], $backoff: Boolean) {
    sendMessage(channel_id: $channelId, msg: $text, msg_id: $msgId, options: $options, backoff: $backoff) {
      success
    }
  }
`);

export const TransferToDepartmentDocument = graphql(`
  mutation TransferToDepartment($channelId: ID!, $departmentId: ID!) {
    transferToDepartment(channel_id: $channelId, department_id: $departmentId, leave: true) { success }
  }
`);

export const LeaveChannelDocument = graphql(`
  mutation LeaveChannel($channelId: ID!) {
    leaveChannel(channel_id: $channelId) { success }
  }
`);

export const InviteAgentDocument = graphql(`
  mutation InviteAgent($channelId: ID!, $agentId: ID!, $leave: Boolean!) {
    inviteAgent(channel_id: $channelId, agent_id: $agentId, leave: $leave) { success }
  }
`);

export const AddTagsDocument = graphql(`
  mutation AddTags($channelId: ID!, $tags: [String!]!) {
    addTags(channel_id: $channelId, tags: $tags) { success }
  }
`);

export const SendQuickRepliesDocument = graphql(`
  mutation SendQuickReplies(
    $channelId: ID!
    $text: String!
    $replies: [QuickReplyButtonInput!]!
    $fallback: StructuredMessageFallbackInput
  ) {
    sendQuickReplies(channel_id: $channelId, msg: $text, quick_replies: $replies, fallback: $fallback) { success }
  }
`);

export const SendButtonTemplateDocument = graphql(`
  mutation SendButtonTemplate(
    $channelId: ID!
    $text: String!
    $buttons: [ButtonInput!]!
    $fallback: StructuredMessageFallbackInput
  ) {
    sendButtonTemplate(channel_id: $channelId, msg: $text, buttons: $buttons, fallback: $fallback) { success }
  }
`);

export const SendPanelTemplateDocument = graphql(`
  mutation SendPanelTemplate(
    $channelId: ID!
    $panel: PanelInput!
    $buttons: [ButtonInput!]
    $fallback: StructuredMessageFallbackInput
  ) {
    sendPanelTemplate(channel_id: $channelId, panel: $panel, buttons: $buttons, fallback: $fallback) { success }
  }
`);

export const SendPanelTemplateCarouselDocument = graphql(`
  mutation SendPanelTemplateCarousel(
    $channelId: ID!
    $items: [PanelTemplateInput!]!
    $fallback: StructuredMessageFallbackInput
  ) {
    sendPanelTemplateCarousel(channel_id: $channelId, items: $items, fallback: $fallback) { success }
  }
`);

export const SendListTemplateDocument = graphql(`
  mutation SendListTemplate(
    $channelId: ID!
    $items: [PanelInput!]!
    $buttons: [ButtonInput!]
    $fallback: StructuredMessageFallbackInput
  ) {
    sendListTemplate(channel_id: $channelId, items: $items, buttons: $buttons, fallback: $fallback) { success }
  }
`);

export const ListenVisitorChannelDocument = graphql(`
  mutation ListenVisitorChannel($channelId: ID!) {
    listenVisitorChannel(channel_id: $channelId) { success }
  }
`);

export const SetTypingDocument = graphql(`
  mutation SetTyping($channelId: ID!, $typing: Boolean!) {
    setTypingIndicator(channel_id: $channelId, typing: $typing) { success }
  }
`);

export const UpdateVisitorInfoDocument = graphql(`
  mutation UpdateVisitorInfo($visitorId: ID!, $displayName: String) {
    updateVisitorInfo(visitor_id: $visitorId, display_name: $displayName) { success }
  }
`);

export const StopAgentSessionDocument = graphql(`
  mutation StopAgentSession {
    stopAgentSession { success }
  }
`);
