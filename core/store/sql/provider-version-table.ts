import { isPipeline, keyValues } from '../rows/pipeline-row';
import { providerVersionValues, toProviderVersion } from '../rows/provider-version-row';
import type { AttemptStore } from '../contract/attempts';
import { all, run, type Database } from './statement';

/** What each pipeline last asked of its providers. */
export function providerVersionTable(db: Database): Pick<AttemptStore, 'noteProviderVersion' | 'loadProviderVersions'> {
	return {
		async noteProviderVersion(key, version) {
			await db.perform(() => run(saveVersion, { ...keyValues(key), ...providerVersionValues(version) }));
		},

		async loadProviderVersions(key) {
			return (await db.perform(() => all(selectVersions, keyValues(key)))).map(toProviderVersion);
		},
	};
}

const saveVersion = `
	INSERT INTO {schema}.provider_versions (org_id, pipeline, s_object, provider, source, version, changed_at)
	VALUES (:orgId, :pipeline, :sObject, :provider, :source, :version, :changedAt)
	ON CONFLICT (org_id, pipeline, s_object, provider, source) DO UPDATE SET
		version = excluded.version, changed_at = excluded.changed_at
	WHERE excluded.changed_at IS NOT NULL`;

const selectVersions = `SELECT * FROM {schema}.provider_versions WHERE ${isPipeline} ORDER BY provider, source`;
