import { randomBytes } from 'node:crypto';
import type { Store } from '../store';
import type { SqliteConnection } from './connection';

type OrgMethods = 'bindOrg' | 'moveOrg' | 'sealKey';

/** Where each org was first seen, and the key that seals items. */
export function orgTable(db: SqliteConnection): Pick<Store, OrgMethods> {
	return {
		async bindOrg(orgId, host, now) {
			return db.transaction(() => {
				db.run(firstSight, { orgId, host, now: now.getTime() });
				return String(db.get('SELECT host FROM org_hosts WHERE org_id = :orgId', { orgId })?.host);
			});
		},

		async moveOrg(orgId, host) {
			const changed = db.run('UPDATE org_hosts SET host = :host WHERE org_id = :orgId', { orgId, host });
			return changed === 1;
		},

		async sealKey() {
			return db.transaction(() => {
				db.run(firstKey, { value: randomBytes(32).toString('base64url') });
				return String(db.get("SELECT value FROM store_keys WHERE name = 'seal'")?.value);
			});
		},
	};
}

const firstSight = `INSERT INTO org_hosts (org_id, host, first_seen_at) VALUES (:orgId, :host, :now)
	ON CONFLICT DO NOTHING`;

const firstKey = "INSERT INTO store_keys (name, value) VALUES ('seal', :value) ON CONFLICT DO NOTHING";
