import { Anchor } from '@mantine/core';
import { Link } from 'react-router';
import { v1Tags } from '#core/contract/v1/contract.ts';
import { v1Document } from '#core/contract/v1/document.ts';
import { ownOrigin } from '../../client/own-origin.ts';
import { Page } from '../../shell/page.tsx';
import { Sheet } from '../../shell/sheet.tsx';
import { BeingTold } from './being-told.tsx';
import { Contents } from './contents.tsx';
import { Errors } from './errors.tsx';
import { FirstCall } from './first-call.tsx';
import { OperationArticle } from './operation-article.tsx';
import { idOf, inTag, operationsOf } from './operations.ts';
import classes from './page.module.css';
import { Rules } from './rules.tsx';
import { Shapes } from './shapes.tsx';

/** The API for people's own programs, from the contract that answers it: what is shown is what there is. */
export default function DevelopersPage() {
  const server = ownOrigin();
  const document = v1Document(server);
  const operations = operationsOf(document);
  return (
    <Page
      title="For developers"
      description={
        <>
          Make, find, share and delete pictures from your own programs: with the same credits, limits and rules as in
          chat and on these pages. For generators of clients there is the description as{' '}
          <a href="/api/v1/openapi.json" className={classes.link}>
            OpenAPI 3.1
          </a>
          .
        </>
      }
    >
      <div className={classes.page}>
        <Contents operations={operations} />
        <div className={classes.parts}>
          <FirstCall server={server} />
          <Rules />
          <BeingTold />
          <Errors />
          {v1Tags.map((tag) => (
            <Sheet key={tag} aria-labelledby={idOf(tag)}>
              <h2 id={idOf(tag)}>{tag}</h2>
              {inTag(operations, tag).map((each) => (
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
            , and so are{' '}
            <Anchor component={Link} to="/settings/webhooks" underline="always">
              webhooks
            </Anchor>
            .
          </p>
        </div>
      </div>
    </Page>
  );
}
