import { Anchor } from '@mantine/core';
import { Link } from 'react-router';
import { v1Tags } from '#core/contract/v1/contract.ts';
import { v1Document } from '#core/contract/v1/document.ts';
import { Page } from '../../shell/page.tsx';
import { Sheet } from '../../shell/sheet.tsx';
import { Errors } from './errors.tsx';
import { FirstCall } from './first-call.tsx';
import { OperationArticle } from './operation-article.tsx';
import { operationsOf } from './operations.ts';
import classes from './page.module.css';
import { Rules } from './rules.tsx';
import { Shapes } from './shapes.tsx';

const idOf = (tag: string) => tag.toLowerCase().replaceAll(/\W+/g, '-');

/** The API for people's own programs, from the contract that answers it: what is shown is what there is. */
export default function DevelopersPage() {
  const document = v1Document(location.origin);
  const operations = operationsOf(document);
  return (
    <Page
      title="For developers"
      description={
        <>
          Make, find and delete pictures from your own programs: with the same credits, limits and rules as in chat and
          on these pages. For generators of clients there is the description as{' '}
          <a href="/api/v1/openapi.json" className={classes.link}>
            OpenAPI 3.1
          </a>
          .
        </>
      }
    >
      <div className={classes.page}>
        <nav aria-label="On this page" className={classes.contents}>
          <a href="#first-call">First call</a>
          <a href="#rules">Keys and limits</a>
          <a href="#errors">Errors</a>
          {v1Tags.map((tag) => (
            <a key={tag} href={`#${idOf(tag)}`}>
              {tag}
            </a>
          ))}
          <a href="#shapes">Shapes</a>
        </nav>
        <FirstCall server={location.origin} />
        <Rules />
        <Errors />
        {v1Tags.map((tag) => (
          <Sheet key={tag} aria-labelledby={idOf(tag)}>
            <h2 id={idOf(tag)}>{tag}</h2>
            {operations
              .filter(({ operation }) => operation.tags.includes(tag))
              .map((each) => (
                <OperationArticle key={each.operation.operationId} document={document} {...each} />
              ))}
          </Sheet>
        ))}
        <Shapes document={document} />
        <p className={classes.end}>
          Keys are made and revoked in{' '}
          <Anchor component={Link} to="/settings/keys" underline="always">
            your settings
          </Anchor>
          .
        </p>
      </div>
    </Page>
  );
}
