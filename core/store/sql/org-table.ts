import { randomBytes } from 'node:crypto';
import type { OrgStore } from '../contract/orgs';
import { get, run, type Database } from './statement';

/** Where each org was first seen, and the key that seals items. */
export function orgTable(db: Database): OrgStore {
	return {
		async bindOrg(orgId, host, now) {
			return await db.perform(function* () {
				yield* run(firstSight, { orgId, host, now: now.getTime() });
				return String((yield* get('SELECT host FROM {schema}.org_hosts WHERE org_id = :orgId', { orgId }))?.host);
			});
		},

		async moveOrg(orgId, host) {
			const sql = 'UPDATE {schema}.org_hosts SET host = :host WHERE org_id = :orgId';
			return (await db.perform(() => run(sql, { orgId, host }))) === 1;
		},

		async sealKey() {
			return await db.perform(function* () {
				yield* run(firstKey, { value: randomBytes(32).toString('base64url') });
				return String((yield* get("SELECT value FROM {schema}.store_keys WHERE name = 'seal'"))?.value);
			});
		},
	};
}

const firstSight = `INSERT INTO {schema}.org_hosts (org_id, host, first_seen_at) VALUES (:orgId, :host, :now)
	ON CONFLICT DO NOTHING`;

const firstKey = "INSERT INTO {schema}.store_keys (name, value) VALUES ('seal', :value) ON CONFLICT DO NOTHING";
