import type { RecordStore } from './record-store';

/** A moment of an org's data; valid for the emulator that took it, for as long as it runs. */
export interface Snapshot {
	readonly tables: ReadonlyMap<string, { readonly copy: string; readonly version: number }>;
	readonly idCounters: ReadonlyMap<string, number>;
}

/**
 * Copies tables inside SQLite, and only those whose content differs: a snapshot of an unchanged org, and a restore
 * after a test that touched one object, cost next to nothing.
 */
export class Snapshots {
	private readonly copyByVersion = new Map<string, string>();
	private copies = 0;

	constructor(private readonly store: RecordStore) {
		// A database of its own, so that copies never appear in a file the user asked for.
		store.database.exec(`ATTACH ':memory:' AS snapshots`);
	}

	take(): Snapshot {
		const tables = [...this.store.contentVersions].map(
			([name, version]) => [name, { copy: this.copyOf(name, version), version }] as const,
		);
		return { tables: new Map(tables), idCounters: new Map(this.store.idCounters) };
	}

	restore(snapshot: Snapshot): void {
		for (const [name, { copy, version }] of snapshot.tables) {
			if (this.store.contentVersions.get(name) === version) continue;
			this.store.transaction(() => {
				this.store.database.exec(`DELETE FROM main."${name}"`);
				this.store.database.exec(`INSERT INTO main."${name}" SELECT * FROM snapshots."${copy}"`);
			});
			this.store.contentVersions.set(name, version);
		}
		this.store.idCounters.clear();
		for (const [name, counter] of snapshot.idCounters) this.store.idCounters.set(name, counter);
	}

	private copyOf(name: string, version: number): string {
		const key = `${name}@${version}`;
		const known = this.copyByVersion.get(key);
		if (known) return known;
		const copy = `copy_${++this.copies}`;
		this.store.database.exec(`CREATE TABLE snapshots."${copy}" AS SELECT * FROM main."${name}"`);
		this.copyByVersion.set(key, copy);
		return copy;
	}
}
