import type { Server } from 'node:http';
import { closeServer, listenLocally } from '../http/listen';
import { demoClient, type ConnectedClient } from './auth/clients';
import { CalloutSender } from './automation/callout-sender';
import { OutboundSender } from './automation/outbound-sender';
import type { BulkOptions } from './bulk/bulk-options';
import type { Faults } from './faults/faults';
import type { OrgClock } from './faults/org-clock';
import type { CallLog } from './http/call-log';
import { createOrgServer } from './http/server';
import { OrgDoor } from './org/org-door';
import { OrgState, type OrgIdentity } from './org/org-state';
import type { OrgOptions, OrgSeed } from './org/seed';
import { toId18 } from './record-id';
import type { Snapshot } from './storage/snapshots';

/** How to start an org; everything has a default. */
export interface SalesforceEmulatorOptions {
	/** Default 0: any free port. */
	readonly port?: number;
	readonly seed?: OrgSeed | undefined;
	/** Stamps, sessions, date literals and the `Date` header follow it. Default: the real time. */
	readonly clock?: () => Date;
	/** Wins over the seed's `org`. */
	readonly org?: OrgOptions;
	/** Wins over the seed's `clients`. Default: the demo client. */
	readonly clients?: readonly ConnectedClient[];
	/** A file for the records, emptied at start; default memory. */
	readonly database?: string;
	/** Results come shuffled where ORDER BY leaves their order open. Default true. */
	readonly strict?: boolean;
	/** How Bulk API jobs go; wins over the seed's `bulk`. */
	readonly bulk?: BulkOptions;
	/** Delay of every reply. Default 0. */
	readonly latencyMs?: number;
}

/** A running org. */
export interface SalesforceEmulator {
	/** `http://127.0.0.1:PORT`: My Domain address, instance URL and JWT audience in one. */
	readonly url: string;
	readonly calls: CallLog;
	readonly faults: Faults;
	/** Sets, advances, stops and runs the org's time. */
	readonly clock: OrgClock;
	readonly org: OrgDoor;
	readonly identity: OrgIdentity;
	/** Sends the outbound messages of the org's flows. */
	readonly outbound: OutboundSender;
	/** Makes the HTTP callouts of the org's flows. */
	readonly callouts: CalloutSender;
	/** Back to the state after seeding: data, counts, sessions, cursors, faults. */
	reset(): void;
	/** Keeps the data of this moment; sessions and counts are no part of it. */
	snapshot(): Snapshot;
	restore(snapshot: Snapshot): void;
	setClock(clock: () => Date): void;
	/** Every session answers 401 from now on. */
	expireSessions(): void;
	/** An access token of a user (default: the one who acts by default), for clients that take a session id; throws when nobody active has this Username. */
	issueToken(username?: string): string;
	close(): Promise<void>;
}

/** Starts a Salesforce org on 127.0.0.1; resolves once it listens. */
export async function startSalesforceEmulator(options: SalesforceEmulatorOptions = {}): Promise<SalesforceEmulator> {
	const seed = options.seed ?? {};
	const state = new OrgState({
		identity: orgIdentity({ ...seed.org, ...options.org }),
		seed,
		clients: options.clients ?? seed.clients ?? [demoClient],
		clock: options.clock ?? (() => new Date()),
		database: options.database ?? ':memory:',
		isStrict: options.strict ?? true,
		bulk: options.bulk,
	});
	const server = createOrgServer(state, options.latencyMs ?? 0);
	state.url = await listenLocally(server, options.port);
	return emulatorHandle(state, server);
}

function emulatorHandle(state: OrgState, server: Server): SalesforceEmulator {
	const outbound = new OutboundSender(state);
	const callouts = new CalloutSender(state);
	return {
		url: state.url,
		calls: state.calls,
		faults: state.faults,
		org: new OrgDoor(state),
		identity: state.identity,
		outbound,
		callouts,
		clock: state.orgClock,
		reset: () => {
			outbound.clear();
			callouts.clear();
			state.reset();
		},
		snapshot: () => state.snapshots.take(),
		restore: (snapshot) => {
			outbound.clear();
			callouts.clear();
			state.restore(snapshot);
		},
		setClock: (clock) => state.orgClock.follow(clock),
		expireSessions: () => state.sessions.clear(),
		issueToken: (username) => issueToken(state, username),
		close: async () => {
			outbound.stop();
			await close(state, server);
		},
	};
}

function issueToken(state: OrgState, username: string | undefined): string {
	const userId = username === undefined ? state.defaultUserId : String(state.userByName(username)?.Id);
	if (!state.isActiveUser(userId)) throw new Error(`No active user ${username}`);
	return state.sessions.open(userId, 'session id').token;
}

function orgIdentity(options: Partial<OrgOptions>): OrgIdentity {
	const isSandbox = options.kind === 'sandbox';
	const id = toId18(options.id ?? (isSandbox ? '00D5e00000SANDB' : '00D5e00000PRODU'));
	if (!id) throw new Error(`Not an org id: ${options.id}`);
	return {
		id,
		name: options.name ?? (isSandbox ? 'Example Ltd (sandbox)' : 'Example Ltd'),
		isSandbox,
		dailyApiRequests: options.dailyApiRequests ?? 100_000,
		dailyApiRequestsUsed: options.dailyApiRequestsUsed ?? 0,
		customFieldsPerObject: options.customFieldsPerObject ?? 500,
		timeZone: options.timeZone,
		sessionSeconds: options.sessionSeconds ?? 7_200,
		hasSoapLogin: options.soapLogin ?? true,
		hasPasswordGrant: options.passwordGrant ?? true,
	};
}

async function close(state: OrgState, server: Server): Promise<void> {
	await closeServer(server);
	// A job at work must find itself stopped before its tables are gone.
	state.bulk.clear();
	state.store.database.close();
}
