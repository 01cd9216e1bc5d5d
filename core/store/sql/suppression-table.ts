import { randomBytes } from 'node:crypto';
import type { SuppressionStore } from '../contract/suppressions';
import { all, get, run, runOnRows, type Database } from './statement';

/** Who must not be asked about again. */
export function suppressionTable(db: Database): SuppressionStore {
	return {
		async suppressionKey(orgId) {
			return await db.perform(function* () {
				const known = yield* get(selectKey, { orgId });
				if (known) return String(known.suppression_key);
				yield* run(firstKey, { orgId, key: randomBytes(32).toString('base64url') });
				// Another process may have been first.
				return String((yield* get(selectKey, { orgId }))?.suppression_key);
			});
		},

		async addSuppressions(orgId, hashes, at) {
			const given = [...new Set(hashes)].map((hash) => ({ suppressed_hash: hash, suppressed_at: at.getTime() }));
			await db.transact(() => runOnRows(insertHashes, { orgId }, given, ['suppressed_hash']));
		},

		async findSuppressions(orgId, hashes) {
			if (hashes.length === 0) return new Set();
			const rows = await db.perform(() => all(selectHashes, { orgId, hashes }));
			return new Set(rows.map((row) => String(row.suppressed_hash)));
		},
	};
}

const selectKey = 'SELECT suppression_key FROM {schema}.suppression_keys WHERE org_id = :orgId';

const firstKey = `
	INSERT INTO {schema}.suppression_keys (org_id, suppression_key) VALUES (:orgId, :key) ON CONFLICT DO NOTHING`;

const insertHashes = `
	INSERT INTO {schema}.suppressions (org_id, suppressed_hash, suppressed_at)
	SELECT :orgId, suppressed_hash, suppressed_at FROM given WHERE true
	ON CONFLICT (org_id, suppressed_hash) DO NOTHING`;

const selectHashes = `
	SELECT suppressed_hash FROM {schema}.suppressions WHERE org_id = :orgId AND suppressed_hash {isOneOf hashes}`;
