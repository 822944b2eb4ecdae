import { ApolloClient, gql, HttpLink, InMemoryCache } from '@apollo/client';
import { useQuery } from '@apollo/client/react';
import { createElement } from 'react';
import { createRoot } from 'react-dom/client';

/** Runs in a page: see `bench/startUp.ts`. The chats of the agent, read and listed, and nothing else. */
type Channels = {
  readonly channels: {
    readonly edges: readonly {
      readonly node: {
        readonly id: string;
        readonly visitor: { readonly id: string; readonly display_name: string };
      };
    }[];
  };
};

const client = new ApolloClient({ link: new HttpLink({ uri: '/graphql' }), cache: new InMemoryCache() });

const CHANNELS = gql`
  query Channels {
    channels {
      edges {
        node {
          __typename
          id
          agents { edges { node { id display_name } } }
          city
          country
          user_agent
          department { id name }
          state
          visitor { id display_name email phone raw_id current_country current_region current_tags }
        }
      }
    }
  }
`;

function List() {
  const { data } = useQuery<Channels>(CHANNELS, { client });
  const rows = data?.channels.edges.map(({ node }) =>
    createElement(
      'li',
      { key: node.id },
      createElement('a', { href: `#${node.id}` }, node.visitor.display_name),
    ),
  );
  return createElement('ul', null, rows);
}

const root = document.getElementById('root');
if (root !== null) createRoot(root).render(createElement(List));
