import type { Schema } from '../schema/schema';
import type { RecordStore } from './record-store';
import { rowsTable } from './tables';

/** A moment of an org's data; valid for the emulator that took it, for as long as it runs. */
export interface Snapshot {
	/** The fields there were, those created since the start among them. */
	readonly schema: Schema;
	readonly tables: ReadonlyMap<string, { readonly copy: string; readonly version: number }>;
	readonly idCounters: ReadonlyMap<string, number>;
}

interface TableCopy {
	readonly name: string;
	readonly key: string;
	/** How many snapshots stand on it. */
	users: number;
}

/**
 * Copies tables inside SQLite, and only those whose content differs: a snapshot of an unchanged org, and a restore
 * after a test that touched one object, cost next to nothing. A copy goes when the last snapshot that needs it does.
 */
export class Snapshots {
	private readonly copyByVersion = new Map<string, TableCopy>();
	private readonly forgotten: FinalizationRegistry<readonly TableCopy[]>;
	private readonly copiesBySnapshot = new WeakMap<Snapshot, readonly TableCopy[]>();
	private copies = 0;

	constructor(private readonly store: RecordStore) {
		// A database of its own, so that copies never appear in a file the user asked for.
		store.database.exec(`ATTACH ':memory:' AS snapshots`);
		this.forgotten = new FinalizationRegistry((copies) => this.drop(copies));
	}

	/** How many table copies are held. */
	get copyCount(): number {
		return this.copyByVersion.size;
	}

	take(): Snapshot {
		const copies: TableCopy[] = [];
		const tables = [...this.store.contentVersions].map(([name, version]) => {
			const copy = this.copyOf(name, version);
			copy.users++;
			copies.push(copy);
			return [name, { copy: copy.name, version }] as const;
		});
		const snapshot = { schema: this.store.schema, tables: new Map(tables), idCounters: new Map(this.store.idCounters) };
		this.copiesBySnapshot.set(snapshot, copies);
		this.forgotten.register(snapshot, copies, snapshot);
		return snapshot;
	}

	restore(snapshot: Snapshot): void {
		if (snapshot.schema !== this.store.schema) this.store.changeSchema(snapshot.schema);
		for (const [name, { copy, version }] of snapshot.tables) {
			if (this.store.contentVersions.get(name) === version) continue;
			this.store.transaction(() => {
				const table = this.tableOf(name);
				const columns = this.columnsOf(table);
				this.store.database.exec(`DELETE FROM main."${table}"`);
				// Rows keep their numbers, because open query locators hold them.
				this.store.database.exec(
					`INSERT INTO main."${table}" (rowid, ${columns}) SELECT rowid, ${columns} FROM snapshots."${copy}"`,
				);
			});
			this.store.contentVersions.set(name, version);
		}
		this.store.idCounters.clear();
		for (const [name, counter] of snapshot.idCounters) this.store.idCounters.set(name, counter);
	}

	/** Frees a snapshot's copies now; one that is merely forgotten is freed when the garbage collector finds it. */
	release(snapshot: Snapshot): void {
		const copies = this.copiesBySnapshot.get(snapshot);
		if (!copies) return;
		this.copiesBySnapshot.delete(snapshot);
		this.forgotten.unregister(snapshot);
		this.drop(copies);
	}

	private copyOf(name: string, version: number): TableCopy {
		const key = `${name}@${version}`;
		const known = this.copyByVersion.get(key);
		if (known) return known;
		const copy = { name: `copy_${++this.copies}`, key, users: 0 };
		const table = this.tableOf(name);
		const columns = this.columnsOf(table);
		this.store.database.exec(`CREATE TABLE snapshots."${copy.name}" AS SELECT * FROM main."${table}" WHERE FALSE`);
		this.store.database.exec(
			`INSERT INTO snapshots."${copy.name}" (rowid, ${columns}) SELECT rowid, ${columns} FROM main."${table}"`,
		);
		this.copyByVersion.set(key, copy);
		return copy;
	}

	private tableOf(name: string): string {
		return rowsTable(this.store.schema.type(name)!);
	}

	private columnsOf(name: string): string {
		const columns = this.store.database.prepare(`PRAGMA main.table_info("${name}")`).all();
		return columns.map((column) => `"${String(column.name)}"`).join(', ');
	}

	private drop(copies: readonly TableCopy[]): void {
		// Copies die with the database when the org has been closed meanwhile.
		if (!this.store.database.isOpen) return;
		for (const copy of copies) {
			if (--copy.users > 0) continue;
			this.copyByVersion.delete(copy.key);
			this.store.database.exec(`DROP TABLE snapshots."${copy.name}"`);
		}
	}
}
