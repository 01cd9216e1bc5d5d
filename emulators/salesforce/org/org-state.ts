import type { ConnectedClient } from '../auth/clients';
import { Sessions } from '../auth/sessions';
import { Faults } from '../faults/faults';
import { CallLog } from '../http/call-log';
import { seededRandom, type Random } from '../seeded-random';
import { buildSchema, type Schema } from '../schema/schema';
import { QueryCursors } from '../soql/query-cursors';
import { RecordStore } from '../storage/record-store';
import { Snapshots } from '../storage/snapshots';
import { loadSeed } from './load-seed';
import type { AssignmentRule, OrgSeed, ValidationRule } from './seed';

/** Who the org is, once defaults are filled in. */
export interface OrgIdentity {
	/** 18 characters. */
	readonly id: string;
	readonly name: string;
	readonly isSandbox: boolean;
	readonly dailyApiRequests: number;
	readonly dailyApiRequestsUsed: number;
	readonly timeZone: string | undefined;
}

/** What an org is started with, besides its seed. */
export interface OrgStateOptions {
	readonly identity: OrgIdentity;
	readonly seed: OrgSeed;
	readonly clients: readonly ConnectedClient[];
	readonly clock: () => Date;
	readonly database: string;
	readonly isStrict: boolean;
}

const RANDOM_SEED = 20_261_121;

/** Everything one org knows; routes read and change it, nothing here speaks HTTP. */
export class OrgState {
	readonly schema: Schema;
	readonly store: RecordStore;
	readonly snapshots: Snapshots;
	readonly sessions: Sessions;
	readonly cursors: QueryCursors;
	readonly calls: CallLog;
	readonly faults = new Faults();
	readonly identity: OrgIdentity;
	readonly clients: readonly ConnectedClient[];
	readonly isStrict: boolean;
	readonly assignmentRules: readonly AssignmentRule[];
	readonly validationRules: readonly ValidationRule[];
	/** The user that acts where no session does: seed loading and the test door. */
	readonly defaultUserId: string;
	clock: () => Date;
	random: Random = seededRandom(RANDOM_SEED);
	/** The address clients reach the org at; known once the server listens. */
	url = '';

	constructor(options: OrgStateOptions) {
		const { identity, seed } = options;
		this.identity = identity;
		this.clients = options.clients;
		this.clock = options.clock;
		this.isStrict = options.isStrict;
		this.assignmentRules = seed.assignmentRules ?? [];
		this.validationRules = seed.validationRules ?? [];
		this.schema = buildSchema(seed.customObjects, seed.customFields);
		this.store = new RecordStore(this.schema, options.database);
		this.snapshots = new Snapshots(this.store);
		this.sessions = new Sessions(this);
		this.cursors = new QueryCursors(this.store);
		this.calls = new CallLog(identity.dailyApiRequestsUsed);
		this.defaultUserId = loadSeed(this, seed);
	}

	/** Forgets sessions, cursors, counts and faults, and starts the random source again. */
	forgetRuntime(): void {
		this.sessions.clear();
		this.cursors.clear();
		this.calls.clear();
		this.faults.clear();
		this.random = seededRandom(RANDOM_SEED);
	}

	/** The active or inactive user with this Username, as stored. */
	userByName(username: string) {
		return this.store.findBy(this.schema.type('User')!, 'Username', username)[0];
	}

	/** The zone in which a user's date literals are read. */
	timeZoneOf(userId: string): string {
		const own = this.store.find(this.schema.type('User')!, userId)?.TimeZoneSidKey;
		const zone = this.identity.timeZone ?? (typeof own === 'string' ? own : 'GMT');
		return zone === 'GMT' ? 'UTC' : zone;
	}
}
