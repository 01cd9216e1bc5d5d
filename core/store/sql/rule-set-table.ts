import { type KeptRuleSet, mostRuleSetVersions, type RuleSetStore } from '../contract/rule-sets';
import type { Row } from '../rows/row-values';
import { all, get, run, type Database } from './statement';

/** The rule sets of orgs, by version. */
export function ruleSetTable(db: Database): RuleSetStore {
	return {
		async loadRuleSet(orgId, version) {
			const row = await db.perform(() =>
				version === undefined ? get(selectNewest, { orgId }) : get(selectVersion, { orgId, version }),
			);
			return row && { ...headOf(row), document: String(row.document_json) };
		},

		async listRuleSets(orgId) {
			return (await db.perform(() => all(selectHeads, { orgId }))).map(headOf);
		},

		async keepRuleSet(orgId, { version, document, digest, keptAt, keptBy }) {
			return await db.transact(function* () {
				const values = { orgId, version, document, digest, keptAt: keptAt.getTime(), keptBy };
				const newest = (yield* get(selectNewest, { orgId }))?.revision ?? 0;
				if (Number(newest) !== version - 1) return false;
				// The key decides between two who keep at the same time.
				if ((yield* run(insertNext, values)) === 0) return false;
				yield* run(dropOld, { orgId, oldest: version - mostRuleSetVersions });
				return true;
			});
		},
	};
}

function headOf(row: Row): Omit<KeptRuleSet, 'document'> {
	return {
		version: Number(row.revision),
		digest: String(row.digest),
		keptAt: new Date(Number(row.kept_at)),
		keptBy: String(row.kept_by),
	};
}

const selectNewest = 'SELECT * FROM {schema}.rule_sets WHERE org_id = :orgId ORDER BY revision DESC LIMIT 1';

const selectVersion = 'SELECT * FROM {schema}.rule_sets WHERE org_id = :orgId AND revision = :version';

const selectHeads = `
	SELECT revision, digest, kept_at, kept_by FROM {schema}.rule_sets WHERE org_id = :orgId ORDER BY revision DESC`;

const insertNext = `
	INSERT INTO {schema}.rule_sets (org_id, revision, document_json, digest, kept_at, kept_by)
	VALUES (:orgId, :version, :document, :digest, :keptAt, :keptBy)
	ON CONFLICT (org_id, revision) DO NOTHING`;

const dropOld = 'DELETE FROM {schema}.rule_sets WHERE org_id = :orgId AND revision <= :oldest';
