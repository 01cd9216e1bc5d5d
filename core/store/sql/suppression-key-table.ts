import { randomBytes } from 'node:crypto';
import type { SuppressionKeyStore } from '../contract/suppression-keys';
import { get, run, type Database } from './statement';

/** What the hashes of erased persons are made with. */
export function suppressionKeyTable(db: Database): SuppressionKeyStore {
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
	};
}

const selectKey = 'SELECT suppression_key FROM {schema}.suppression_keys WHERE org_id = :orgId';

const firstKey = `
	INSERT INTO {schema}.suppression_keys (org_id, suppression_key) VALUES (:orgId, :key) ON CONFLICT DO NOTHING`;
