import { DatabaseSync, type SQLInputValue, type SQLOutputValue, type StatementSync } from 'node:sqlite';
import { makeRecordId } from '../record-id';
import type { Schema, SObjectType } from '../schema/schema';
import { registerSqlFunctions } from './sql-functions';
import { alterTableSql, createTableSql, createViewSql, indexSql, rowsTable, storedFields } from './tables';

/** A record as stored: booleans are 0/1, datetimes fixed-width UTC text, ids 18 characters. */
export type StoredRecord = Record<string, SQLOutputValue>;

/** The statements that every write of one object needs, prepared once. */
interface TableStatements {
	readonly names: readonly string[];
	/** What a column gets where a record says nothing: 0 for a checkbox. */
	readonly blanks: readonly SQLInputValue[];
	readonly insert: StatementSync;
	readonly find: StatementSync;
	readonly findRow: StatementSync;
	readonly has: StatementSync;
}

/** One SQLite table per sObject; knows columns and transactions, nothing of Salesforce's rules. */
export class RecordStore {
	readonly database: DatabaseSync;
	/** Highest id counter handed out, by object. */
	readonly idCounters = new Map<string, number>();
	/** Changes with every write to an object's table and never repeats, so equal means same content. */
	readonly contentVersions = new Map<string, number>();
	/** Called before a record changes, with its type and id. */
	beforeWrite: ((type: SObjectType, id: string) => void) | undefined;
	private readonly statements = new Map<string, StatementSync>();
	private readonly tableStatements = new Map<string, TableStatements>();
	private readonly updateStatements = new Map<string, StatementSync>();
	private lastContentVersion = 0;
	private transactionDepth = 0;

	constructor(
		private currentSchema: Schema,
		location: string,
	) {
		this.database = new DatabaseSync(location);
		// Durability is worthless here: an emulator that dies starts again from its seed.
		this.database.exec('PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; PRAGMA temp_store = MEMORY');
		registerSqlFunctions(this.database);
		this.createTables();
	}

	/** The objects and fields that there are tables for. */
	get schema(): Schema {
		return this.currentSchema;
	}

	/** Takes on other objects, or the same with fields added, changed or removed; a rolled-back transaction brings the old ones back. */
	changeSchema(next: Schema): void {
		this.transaction(() => {
			// A view may look at other objects' tables, and SQLite alters no table that a view would then misread.
			for (const type of this.schema.types)
				if (createViewSql(this.schema, type)) this.database.exec(`DROP VIEW "${type.name}"`);
			for (const type of this.schema.types) if (!next.type(type.name)) this.dropObject(type);
			for (const type of next.types) {
				if (!this.schema.type(type.name)) {
					this.createTable(type);
					continue;
				}
				const statements = alterTableSql(this.stored(type), type);
				for (const sql of statements) this.database.exec(sql);
				if (statements.length > 0) this.touch(type.name);
			}
			this.createViews(next);
			this.take(next);
		});
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
		} while (this.of(type).has.get(id));
		return id;
	}

	find(type: SObjectType, id: string): StoredRecord | undefined {
		return this.of(type).find.get(id);
	}

	/** As `find`, without what is worked out on reading; quicker. */
	findRow(type: SObjectType, id: string): StoredRecord | undefined {
		return this.of(type).findRow.get(id);
	}

	/** Undeleted records whose column has the value (by the column's own case rule). */
	findBy(type: SObjectType, column: string, value: SQLInputValue): StoredRecord[] {
		// SQLite knows the case of ASCII letters only.
		if (typeof value === 'string' && /[^\u0000-\u007f]/.test(value) && !type.field(column)?.caseSensitive) {
			return this.prepare(`SELECT * FROM "${type.name}" WHERE soql_fold("${column}") = ? AND IsDeleted = 0`).all(
				value.toLowerCase(),
			);
		}
		return this.prepare(`SELECT * FROM "${type.name}" WHERE "${column}" = ? AND IsDeleted = 0`).all(value);
	}

	insert(type: SObjectType, record: Readonly<Record<string, SQLInputValue>>): void {
		this.beforeWrite?.(type, String(record.Id));
		const { names, blanks, insert } = this.of(type);
		const values = new Array<SQLInputValue>(names.length);
		for (let index = 0; index < names.length; index++) values[index] = record[names[index]] ?? blanks[index];
		insert.run(...values);
		this.touch(type.name);
	}

	update(type: SObjectType, id: string, changes: Readonly<Record<string, SQLInputValue>>): void {
		const names = Object.keys(changes);
		if (names.length === 0) return;
		this.beforeWrite?.(type, id);
		this.updateStatement(type, names).run(...Object.values(changes), id);
		this.touch(type.name);
	}

	/** Removes a record for good, as setup records go. */
	remove(type: SObjectType, id: string): void {
		this.beforeWrite?.(type, id);
		this.prepare(`DELETE FROM "${rowsTable(this.stored(type))}" WHERE Id = ?`).run(id);
		this.touch(type.name);
	}

	/** The table that holds an object's records, for statements over many of them. */
	tableOf(type: SObjectType): string {
		return rowsTable(this.stored(type));
	}

	/** All or nothing; nests. `false` from the work rolls back, as an exception does. */
	transaction<T>(work: () => T, isGood: (result: T) => boolean = () => true): T {
		const savepoint = `depth_${this.transactionDepth++}`;
		const { schema } = this;
		this.database.exec(`SAVEPOINT ${savepoint}`);
		let good = false;
		try {
			const result = work();
			good = isGood(result);
			return result;
		} finally {
			if (!good) {
				this.database.exec(`ROLLBACK TO ${savepoint}`);
				if (schema !== this.schema) this.take(schema);
			}
			this.database.exec(`RELEASE ${savepoint}`);
			this.transactionDepth--;
		}
	}

	touch(name: string): void {
		this.contentVersions.set(name, ++this.lastContentVersion);
	}

	/** Statements know the columns of the moment they were prepared. */
	private take(schema: Schema): void {
		this.currentSchema = schema;
		this.statements.clear();
		this.tableStatements.clear();
		this.updateStatements.clear();
	}

	private createTables(): void {
		const { database, schema } = this;
		const stored = schema.types.filter((type) => !type.definition.viewSql);
		for (const type of schema.types) dropTable(database, type);
		for (const type of stored) this.createTable(type);
		this.createViews(schema);
	}

	private createTable(type: SObjectType): void {
		this.database.exec(createTableSql(type));
		for (const sql of indexSql(type)) this.database.exec(sql);
		this.touch(type.name);
	}

	private dropObject(type: SObjectType): void {
		dropTable(this.database, type);
		this.contentVersions.delete(type.name);
	}

	private createViews(schema: Schema): void {
		for (const type of schema.types) {
			const sql = createViewSql(schema, type);
			if (sql) this.database.exec(sql);
		}
	}

	/** A type as one user sees it lacks the fields hidden from them; their columns are still there. */
	private stored(type: SObjectType): SObjectType {
		return this.schema.type(type.name) ?? type;
	}

	private of(type: SObjectType): TableStatements {
		const known = this.tableStatements.get(type.name);
		if (known) return known;
		const own = this.stored(type);
		const fields = storedFields(own);
		const columns = fields.map((each) => `"${each.name}"`).join(', ');
		const made = {
			names: fields.map((each) => each.name),
			blanks: fields.map((each) => (each.type === 'boolean' ? 0 : null)),
			insert: this.database.prepare(
				`INSERT INTO "${rowsTable(own)}" (${columns}) VALUES (${fields.map(() => '?').join(', ')})`,
			),
			find: this.database.prepare(`SELECT * FROM "${own.name}" WHERE Id = ?`),
			findRow: this.database.prepare(`SELECT * FROM "${rowsTable(own)}" WHERE Id = ?`),
			has: this.database.prepare(`SELECT 1 FROM "${rowsTable(own)}" WHERE Id = ?`),
		};
		this.tableStatements.set(type.name, made);
		return made;
	}

	private updateStatement(type: SObjectType, names: readonly string[]): StatementSync {
		const key = `${type.name}:${names.join()}`;
		const known = this.updateStatements.get(key);
		if (known) return known;
		// Clients may send any mix of fields; the mixes of one run are few.
		if (this.updateStatements.size > 500) this.updateStatements.clear();
		const assignments = names.map((name) => `"${name}" = ?`).join(', ');
		const statement = this.database.prepare(`UPDATE "${rowsTable(this.stored(type))}" SET ${assignments} WHERE Id = ?`);
		this.updateStatements.set(key, statement);
		return statement;
	}
}

/** A database file may hold an earlier run with another schema, where a table was a view or the reverse. */
function dropTable(database: DatabaseSync, type: SObjectType): void {
	for (const name of [type.name, `${type.name} rows`]) {
		const found = database.prepare('SELECT type FROM sqlite_master WHERE name = ?').get(name);
		if (found) database.exec(`DROP ${String(found.type)} "${name}"`);
	}
}
