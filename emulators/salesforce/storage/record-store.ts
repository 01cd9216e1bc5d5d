import { DatabaseSync, type SQLInputValue, type SQLOutputValue, type StatementSync } from 'node:sqlite';
import { makeRecordId } from '../record-id';
import type { Schema, SObjectType } from '../schema/schema';
import { createTableSql, indexSql } from './tables';

/** A record as stored: booleans are 0/1, datetimes fixed-width UTC text, ids 18 characters. */
export type StoredRecord = Record<string, SQLOutputValue>;

/** One SQLite table per sObject; knows columns and transactions, nothing of Salesforce's rules. */
export class RecordStore {
	readonly database: DatabaseSync;
	/** Highest id counter handed out, by object. */
	readonly idCounters = new Map<string, number>();
	/** Changes with every write to an object's table and never repeats, so equal means same content. */
	readonly contentVersions = new Map<string, number>();
	private readonly statements = new Map<string, StatementSync>();
	private lastContentVersion = 0;
	private transactionDepth = 0;

	constructor(
		readonly schema: Schema,
		location: string,
	) {
		this.database = new DatabaseSync(location);
		// Durability is worthless here: an emulator that dies starts again from its seed.
		this.database.exec('PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; PRAGMA temp_store = MEMORY');
		for (const type of schema.types) {
			this.database.exec(`DROP TABLE IF EXISTS "${type.name}"`);
			this.database.exec(createTableSql(type));
			for (const sql of indexSql(type)) this.database.exec(sql);
			this.touch(type.name);
		}
	}

	/** A cached prepared statement. */
	prepare(sql: string): StatementSync {
		const known = this.statements.get(sql);
		if (known) return known;
		// Generated SOQL is endless; forgetting all now and then keeps memory flat at no visible cost.
		if (this.statements.size > 500) this.statements.clear();
		const statement = this.database.prepare(sql);
		this.statements.set(sql, statement);
		return statement;
	}

	nextId(type: SObjectType): string {
		let id: string;
		do {
			const counter = (this.idCounters.get(type.name) ?? 0) + 1;
			this.idCounters.set(type.name, counter);
			id = makeRecordId(type.definition.keyPrefix, counter);
		} while (this.find(type, id));
		return id;
	}

	find(type: SObjectType, id: string): StoredRecord | undefined {
		return this.prepare(`SELECT * FROM "${type.name}" WHERE Id = ?`).get(id);
	}

	/** Undeleted records whose column has the value (by the column's own case rule). */
	findBy(type: SObjectType, column: string, value: SQLInputValue): StoredRecord[] {
		return this.prepare(`SELECT * FROM "${type.name}" WHERE "${column}" = ? AND IsDeleted = 0`).all(value);
	}

	insert(type: SObjectType, record: Readonly<Record<string, SQLInputValue>>): void {
		const columns = type.fields.map((each) => each.name);
		const sql = `INSERT INTO "${type.name}" (${columns.map((name) => `"${name}"`).join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`;
		this.prepare(sql).run(...type.fields.map((each) => record[each.name] ?? (each.type === 'boolean' ? 0 : null)));
		this.touch(type.name);
	}

	update(type: SObjectType, id: string, changes: Readonly<Record<string, SQLInputValue>>): void {
		const names = Object.keys(changes);
		const sql = `UPDATE "${type.name}" SET ${names.map((name) => `"${name}" = ?`).join(', ')} WHERE Id = ?`;
		this.prepare(sql).run(...Object.values(changes), id);
		this.touch(type.name);
	}

	/** All or nothing; nests. `false` from the work rolls back, as an exception does. */
	transaction<T>(work: () => T, isGood: (result: T) => boolean = () => true): T {
		const savepoint = `depth_${this.transactionDepth++}`;
		this.database.exec(`SAVEPOINT ${savepoint}`);
		let good = false;
		try {
			const result = work();
			good = isGood(result);
			return result;
		} finally {
			if (!good) this.database.exec(`ROLLBACK TO ${savepoint}`);
			this.database.exec(`RELEASE ${savepoint}`);
			this.transactionDepth--;
		}
	}

	touch(name: string): void {
		this.contentVersions.set(name, ++this.lastContentVersion);
	}
}
