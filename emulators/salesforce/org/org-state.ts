import { Access } from '../access/access';
import { sharingOf } from '../access/sharing';
import type { ConnectedClient } from '../auth/clients';
import { Grants } from '../auth/grants';
import { Sessions } from '../auth/sessions';
import { BulkJobs } from '../bulk/bulk-jobs';
import type { BulkOptions } from '../bulk/bulk-options';
import { Automation } from '../automation/automation';
import { Script } from '../automation/script';
import { Faults } from '../faults/faults';
import { LateCommits } from '../faults/late-commits';
import { OrgClock } from '../faults/org-clock';
import { CallLog } from '../http/call-log';
import { seededRandom, type Random } from '../seeded-random';
import { buildSchema } from '../schema/build-schema';
import { countriesOf } from '../schema/countries';
import { seedLanguage } from '../schema/picklist-labels';
import type { Schema } from '../schema/schema';
import { QueryCursors } from '../soql/query-cursors';
import { RecordStore } from '../storage/record-store';
import { Snapshots, type Snapshot } from '../storage/snapshots';
import { DuplicateRules } from '../writes/duplicates/duplicate-rules';
import { checkSeedRules } from './check-seed';
import { loadSeed } from './load-seed';
import { OrgDoor } from './org-door';
import { RecordTypes } from './record-types';
import type { AssignmentRule, CountrySeed, ListViewSeed, OrgSeed, ValidationRule } from './seed';

/** Who the org is, once defaults are filled in. */
export interface OrgIdentity {
	/** 18 characters. */
	readonly id: string;
	readonly name: string;
	readonly isSandbox: boolean;
	readonly dailyApiRequests: number;
	readonly dailyApiRequestsUsed: number;
	/** How many custom fields an object may have. */
	readonly customFieldsPerObject: number;
	readonly timeZone: string | undefined;
	/** How long a session may rest before it expires. */
	readonly sessionSeconds: number;
	/** Whether the SOAP login() call is switched on. */
	readonly hasSoapLogin: boolean;
	/** Whether the OAuth username-password flow is allowed. */
	readonly hasPasswordGrant: boolean;
}

/** What an org is started with, besides its seed. */
export interface OrgStateOptions {
	readonly identity: OrgIdentity;
	readonly seed: OrgSeed;
	readonly clients: readonly ConnectedClient[];
	readonly clock: () => Date;
	readonly database: string;
	readonly isStrict: boolean;
	/** Wins over the seed's `bulk`. */
	readonly bulk?: BulkOptions | undefined;
}

const randomSeed = 20_261_121;

/** Everything one org knows; routes read and change it, nothing here speaks HTTP. */
export class OrgState {
	readonly store: RecordStore;
	readonly snapshots: Snapshots;
	/** Those taken by name from outside; `reset` keeps them. */
	readonly snapshotByName = new Map<string, Snapshot>();
	readonly sessions: Sessions;
	/** What users allowed apps to do. */
	readonly grants: Grants;
	/** By Username in small letters. */
	readonly passwords: ReadonlyMap<string, string>;
	readonly cursors: QueryCursors;
	readonly bulk: BulkJobs;
	readonly calls: CallLog;
	readonly faults = new Faults(() => this.random());
	readonly lateCommits: LateCommits;
	readonly identity: OrgIdentity;
	readonly clients: readonly ConnectedClient[];
	readonly isStrict: boolean;
	readonly assignmentRules: readonly AssignmentRule[];
	readonly listViews: readonly ListViewSeed[];
	/** The ids of the records behind them. */
	readonly assignmentRuleIds = new Map<AssignmentRule, string>();
	readonly validationRules: readonly ValidationRule[];
	readonly duplicateRules: DuplicateRules;
	readonly recordTypes: RecordTypes;
	/** The countries that addresses must keep to; none when they are free text. */
	readonly countries: readonly CountrySeed[];
	/** Field-level security and sharing. */
	readonly access: Access;
	/** Field updates, roll-ups, locks, limits. */
	readonly automation: Automation;
	/** A person who edits between calls. */
	readonly script: Script;
	/** What the org was started with, without its records: a large org would hold them twice. */
	readonly seed: Omit<OrgSeed, 'records'>;
	/** The user that acts where no session does: seed loading and the test door. */
	readonly defaultUserId: string;
	readonly orgClock: OrgClock;
	readonly clock: () => Date;
	random: Random = seededRandom(randomSeed);
	/** The address clients reach the org at; known once the server listens. */
	url = '';
	private readonly afterSeeding: Snapshot;

	constructor(options: OrgStateOptions) {
		const { identity, seed } = options;
		this.identity = identity;
		this.clients = options.clients;
		this.orgClock = new OrgClock(options.clock);
		this.clock = () => this.orgClock.now();
		this.isStrict = options.isStrict;
		this.assignmentRules = seed.assignmentRules ?? [];
		this.listViews = seed.listViews ?? [];
		this.validationRules = (seed.validationRules ?? []).filter(({ isActive = true }) => isActive);
		const { records: _, ...settings } = seed;
		this.seed = settings;
		this.countries = countriesOf(seed);
		const schema = buildSchema(seed);
		checkSeedRules(schema, seed);
		this.store = new RecordStore(schema, options.database);
		this.snapshots = new Snapshots(this.store);
		this.sessions = new Sessions(this);
		this.grants = new Grants(this);
		this.passwords = new Map(
			Object.entries(seed.passwords ?? {}).map(([name, password]) => [name.toLowerCase(), password]),
		);
		this.cursors = new QueryCursors();
		this.bulk = new BulkJobs(this, { ...seed.bulk, ...options.bulk });
		this.calls = new CallLog(identity.dailyApiRequestsUsed);
		this.recordTypes = new RecordTypes(this.store, seed.recordTypes ?? []);
		const { defaultUserId, idByRef } = loadSeed(this, seed);
		this.defaultUserId = defaultUserId;
		this.access = new Access(this, sharingOf(this, seed.access ?? {}, idByRef));
		this.automation = new Automation(this, seed.automation ?? {});
		this.automation.rollUps.recountAll();
		this.duplicateRules = new DuplicateRules(this, seed);
		this.script = new Script(new OrgDoor(this));
		this.lateCommits = new LateCommits(this);
		this.afterSeeding = this.snapshots.take();
	}

	/** The org's objects and fields as they are now: an administrator may create fields at any time. */
	get schema(): Schema {
		return this.store.schema;
	}

	/** Back to the state after seeding: data, counts, sessions, cursors, faults; the clock goes on. */
	reset(): void {
		this.forgetRuntime();
		this.restore(this.afterSeeding);
	}

	/** Brings data back; sessions and counts stay as they are. */
	restore(snapshot: Snapshot): void {
		this.snapshots.restore(snapshot);
		this.lateCommits.clear();
	}

	/** Forgets sessions, cursors, counts and faults, and starts the random source again. */
	forgetRuntime(): void {
		this.sessions.clear();
		this.grants.clear();
		this.cursors.clear();
		this.bulk.clear();
		this.calls.clear();
		this.faults.clear();
		this.automation.locks.clear();
		this.script.clear();
		this.random = seededRandom(randomSeed);
	}

	/** The active or inactive user with this Username, as stored. */
	userByName(username: string) {
		return this.store.findBy(this.schema.type('User')!, 'Username', username)[0];
	}

	/** Whether this id names a user who may sign in. */
	isActiveUser(userId: string): boolean {
		return this.store.find(this.schema.type('User')!, userId)?.IsActive === 1;
	}

	/** The language in which a user sees labels: `en_US`, `de`. */
	languageOf(userId: string): string {
		const own = this.store.find(this.schema.type('User')!, userId)?.LanguageLocaleKey;
		return typeof own === 'string' ? own : seedLanguage;
	}

	/** The zone in which a user's date literals are read. */
	timeZoneOf(userId: string): string {
		const own = this.store.find(this.schema.type('User')!, userId)?.TimeZoneSidKey;
		const zone = this.identity.timeZone ?? (typeof own === 'string' ? own : 'GMT');
		return zone === 'GMT' ? 'UTC' : zone;
	}
}
