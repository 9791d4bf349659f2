import { Link } from 'react-router';
import { type PolicyName, policyVersions } from '#core/contract/policies.ts';
import { Sheet } from '../../shell/sheet.tsx';
import text from '../../shell/text.module.css';
import { Time } from '../../shell/time.tsx';
import { versionBefore } from './texts.ts';
import classes from './versions.module.css';

/** Every version, newest first, and what each changed. */
export function Versions({ name, shown }: { name: PolicyName; shown: string }) {
  return (
    <Sheet aria-labelledby="versions">
      <h2 id="versions">Versions</h2>
      <ul className={classes.list}>
        {policyVersions[name].map((version) => (
          <li key={version}>
            {version === shown ? (
              <strong>
                <Time at={version} as="date" />
              </strong>
            ) : (
              <Link to={`/${name}/${version}`}>
                <Time at={version} as="date" />
              </Link>
            )}
            {versionBefore(name, version) === undefined ? (
              <span className={text.soft}>the first</span>
            ) : (
              <Link to={`/${name}/${version}/changes`} aria-label={`What changed on ${version}`}>
                What changed
              </Link>
            )}
          </li>
        ))}
      </ul>
    </Sheet>
  );
}
