import { type KeptModel, type ModelStore, mostModelVersions } from '../contract/models';
import type { Row } from '../rows/row-values';
import { all, get, run, type Database } from './statement';

/** The scoring models of orgs, by name and version. */
export function modelTable(db: Database): ModelStore {
	return {
		async loadModel(orgId, name, version) {
			const row = await db.perform(() =>
				version === undefined ? get(selectLast, { orgId, name }) : get(selectVersion, { orgId, name, version }),
			);
			return row && { ...headOf(row), document: String(row.document_json) };
		},

		async listModels(orgId) {
			return (await db.perform(() => all(selectHeads, { orgId }))).map(headOf);
		},

		async keepModel(orgId, { name, version, document, keptAt, keptBy }) {
			await db.transact(function* () {
				yield* run(save, { orgId, name, version, document, keptAt: keptAt.getTime(), keptBy });
				yield* run(dropOld, { orgId, name, most: mostModelVersions });
			});
		},
	};
}

function headOf(row: Row): Omit<KeptModel, 'document'> {
	return {
		name: String(row.model_name),
		version: String(row.model_version),
		keptAt: new Date(Number(row.kept_at)),
		keptBy: String(row.kept_by),
	};
}

const isModel = 'org_id = :orgId AND model_name = :name';
const lastFirst = 'kept_at DESC, model_version DESC';

const selectLast = `SELECT * FROM {schema}.models WHERE ${isModel} ORDER BY ${lastFirst} LIMIT 1`;

const selectVersion = `SELECT * FROM {schema}.models WHERE ${isModel} AND model_version = :version`;

const selectHeads = `
	SELECT model_name, model_version, kept_at, kept_by FROM {schema}.models WHERE org_id = :orgId
	ORDER BY model_name, ${lastFirst}`;

const save = `
	INSERT INTO {schema}.models (org_id, model_name, model_version, document_json, kept_at, kept_by)
	VALUES (:orgId, :name, :version, :document, :keptAt, :keptBy)
	ON CONFLICT (org_id, model_name, model_version) DO UPDATE SET
		document_json = excluded.document_json, kept_at = excluded.kept_at, kept_by = excluded.kept_by`;

const dropOld = `
	DELETE FROM {schema}.models WHERE ${isModel} AND model_version NOT IN (
		SELECT model_version FROM {schema}.models WHERE ${isModel} ORDER BY ${lastFirst} LIMIT :most
	)`;
