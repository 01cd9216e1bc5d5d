import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { sumBy } from 'lodash';
import { openStore } from '../../core/store/open-store';
import type { Store } from '../../core/store/store';
import { findPostgres } from '../store/postgres-binaries';
import { startPostgres } from '../store/postgres-server';
import type { SpentSoFar } from './spend-child';
import { ceilingsFor, creditsOrg, locationOf, runIds } from './spending';

/** What one of the processes has done, over all its lives. */
interface Spent {
	readonly asked: number;
	readonly granted: number;
	readonly kills: number;
}

/** Two processes reserve from one ledger and are killed again and again; fails when a ceiling was passed by one credit. */
async function main(): Promise<void> {
	const { values } = parseArgs({
		options: {
			reservations: { type: 'string', default: '1000000' },
			kills: { type: 'string', default: '10' },
			/** `postgres` starts a server of its own. */
			store: { type: 'string' },
		},
	});
	const folder = mkdtempSync(join(tmpdir(), 'credits-'));
	const server = values.store === 'postgres' ? await startPostgres(findPostgres()) : undefined;
	try {
		const location = server?.url() ?? values.store ?? join(folder, 'store.sqlite');
		await spendAll(location, Number(values.reservations), Number(values.kills));
	} finally {
		await server?.stop();
		rmSync(folder, { recursive: true });
	}
}

async function spendAll(location: string, reservations: number, kills: number): Promise<void> {
	const store = await openStore(locationOf(location));
	try {
		const began = Date.now();
		const spent = await Promise.all(
			['one', 'two'].map(async (name) => await spend(location, name, reservations, Math.ceil(kills / 2))),
		);
		const seconds = ((Date.now() - began) / 1000).toFixed(1);
		const [asked, granted, killed] = (['asked', 'granted', 'kills'] as const).map((what) => sumBy(spent, what));
		process.stdout.write(
			`${asked} reservations by two processes, ${granted} granted, ${killed} kills, ${seconds} s in ${store.location}\n`,
		);
		await audit(store, reservations);
	} finally {
		await store.close();
	}
}

/** Starts the process anew after each kill, behind the last call that it told of. */
async function spend(location: string, name: string, reservations: number, kills: number): Promise<Spent> {
	const share = Math.ceil(reservations / 2);
	let spent: Spent = { asked: 0, granted: 0, kills: 0 };
	let first = 0;
	while (spent.asked < share) {
		const left = share - spent.asked;
		const args = [location, name, String(reservations), String(first), String(left)];
		const child = fork(join(__dirname, 'spend-child.ts'), args, { execArgv: ['--import', 'tsx'] });
		const killAfter = spent.kills < kills ? left / (kills - spent.kills + 1) : Infinity;
		const { next, asked, granted } = await follow(child, first, killAfter);
		first = next;
		const wasKilled = asked < left;
		spent = {
			asked: spent.asked + asked,
			granted: spent.granted + granted,
			kills: spent.kills + (wasKilled ? 1 : 0),
		};
	}
	return spent;
}

async function follow(child: ChildProcess, first: number, killAfter: number): Promise<SpentSoFar> {
	let reached: SpentSoFar = { next: first, asked: 0, granted: 0 };
	return await new Promise((resolve, reject) => {
		child.on('message', (told: SpentSoFar) => {
			reached = told;
			if (told.asked >= killAfter) child.kill('SIGKILL');
		});
		child.on('exit', (code, signal) => {
			if (code === 0 || signal === 'SIGKILL') resolve(reached);
			else reject(new Error(`A spending process ended with ${code ?? signal}.`));
		});
	});
}

/** Counts what is taken, after what the dead have left has become unknown. */
async function audit(store: Store, reservations: number): Promise<void> {
	const [ofAll, ofRun] = ceilingsFor(reservations);
	const left = await store.takeOverCalls(creditsOrg, 'vendor', new Date(8.64e15));
	const lines = (await Promise.all(runIds.map(async (runId) => await store.creditsOf(creditsOrg, runId)))).flat();
	const taken = lines.map(({ reserved, settled, unknown }) => reserved + settled + unknown);
	const sum = taken.reduce((all, each) => all + each, 0);
	const unknown = sumBy(await store.listUnknown(creditsOrg), (call) => call.reserved.credits ?? 0);
	process.stdout.write(
		`taken ${sum / 1000} of ${ofAll.most / 1000} credits, of the runs ${taken.map((each) => each / 1000).join(', ')} of ${ofRun.most / 1000} each; unknown ${unknown / 1000}, calls left by the dead ${left}\n`,
	);
	const isPassed = sum > ofAll.most || taken.some((each) => each > ofRun.most);
	const isMet = sum === ofAll.most && Math.max(...taken) === ofRun.most;
	if (isPassed || !isMet) throw new Error('A ceiling was passed, or never met.');
	if (unknown !== sumBy(lines, 'unknown') || lines.some(({ reserved }) => reserved !== 0)) {
		throw new Error('The totals do not add up.');
	}
}

main().catch((error: unknown) => {
	process.stderr.write(`${String(error)}\n`);
	process.exitCode = 1;
});
