/** A tab of the editor. */
export interface Example {
  readonly query: string;
  readonly variables?: string;
}

const PASTE = 'paste the id of a channel here: the tab Channels shows them';

/** Operations to start from, in the order in which an integration needs them. */
export const EXAMPLES: readonly Example[] = [
  {
    query: `# The departments of the account, and whether somebody is there.
query Departments {
  departments(first: 20) {
    edges {
      node {
        id
        name
        status
      }
    }
  }
}
`,
  },
  {
    query: `# The chats that the session knows, with their last ten logs.
# An id of a channel holds for this session; match chats by their visitor.
query Channels {
  channels(first: 10) {
    edges {
      node {
        id
        ... on VisitorChannel {
          department {
            name
          }
          visitor {
            raw_id
            display_name
          }
        }
        logs(last: 10) {
          edges {
            node {
              __typename
              ... on Message {
                content
                sender_name
                timestamp
              }
              ... on MemberJoinLog {
                user_name
              }
              ... on MemberLeaveLog {
                user_name
              }
            }
          }
        }
      }
    }
  }
}
`,
  },
  {
    query: `# Every message, as it is written. Run it, then write on the visitor page.
# The button that ran it stops it.
subscription Messages {
  message {
    node {
      id
      content
      timestamp
      channel {
        id
      }
      from {
        __typename
        display_name
      }
    }
  }
}
`,
  },
  {
    query: `# Sending into a chat that nobody serves is how an agent joins it.
# With backoff it is held back where another agent serves already.
mutation SendMessage($channel_id: ID!, $msg: String!, $msg_id: String) {
  sendMessage(channel_id: $channel_id, msg: $msg, msg_id: $msg_id, backoff: true) {
    success
  }
}
`,
    variables: JSON.stringify(
      { channel_id: PASTE, msg: 'Hello! How can I help you?', msg_id: 'from-graphiql-1' },
      null,
      2,
    ),
  },
  {
    query: `# One to eleven replies to click; fallback is what mobile SDKs show instead.
mutation QuickReplies(
  $channel_id: ID!
  $quick_replies: [QuickReplyButtonInput!]!
  $fallback: StructuredMessageFallbackInput
) {
  sendQuickReplies(
    channel_id: $channel_id
    msg: "Which size would you like?"
    quick_replies: $quick_replies
    fallback: $fallback
  ) {
    success
  }
}
`,
    variables: JSON.stringify(
      {
        channel_id: PASTE,
        quick_replies: [
          { text: 'Small', action: { value: 'Small, please' } },
          { text: 'Medium', action: { value: 'Medium, please' } },
        ],
        fallback: { msg: 'Which size would you like?', options: ['Small', 'Medium'] },
      },
      null,
      2,
    ),
  },
];
