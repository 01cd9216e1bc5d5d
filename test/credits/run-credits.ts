import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openStore } from '../../core/store/open-store';

import type { Store } from '../../core/store/store';
import { creditsOrg, locationOf } from './spending';

/** Two processes reserve from one ledger and are killed again and again; fails when a ceiling was passed by one credit. */
async function main(): Promise<void> {
	const { values } = parseArgs({
		options: {
			reservations: { type: 'string', default: '1000000' },
			kills: { type: 'string', default: '10' },
			store: { type: 'string' },
		},
	});
	const [reservations, kills] = [Number(values.reservations), Number(values.kills)];
	const folder = mkdtempSync(join(tmpdir(), 'credits-'));
	const location = values.store ?? join(folder, 'store.sqlite');
	const share = Math.ceil(reservations / 2);
	// Low enough to be met before the end.
	const most = Math.floor(reservations * 0.9) * 1000;
	const began = Date.now();
	const store = await openStore(locationOf(location));
	try {
		const killed = await Promise.all(
			['one', 'two'].map(async (name) => await spend(location, name, share, most, Math.ceil(kills / 2))),
		);
		await report(store, most, { reservations, killed: killed[0] + killed[1], began });
	} finally {
		await store.close();
		rmSync(folder, { recursive: true });
	}
}

/** Starts the process anew after each kill, behind the last call that it told of; gives how often it was killed. */
async function spend(location: string, name: string, share: number, most: number, kills: number): Promise<number> {
	let [first, killed] = [0, 0];
	while (first < share) {
		const killAt = killed < kills ? ((killed + 1) * share) / (kills + 1) : Infinity;
		const child = fork(
			join(__dirname, 'spend-child.ts'),
			[location, name, String(share), String(most), String(first)],
			{
				execArgv: ['--import', 'tsx'],
			},
		);
		first = await follow(child, first, killAt);
		if (first < share) killed += 1;
	}
	return killed;
}

async function follow(child: ChildProcess, first: number, killAt: number): Promise<number> {
	let reached = first;
	return await new Promise((resolve, reject) => {
		child.on('message', ({ number }: { number: number }) => {
			reached = Math.max(reached, number);
			if (reached >= killAt) child.kill('SIGKILL');
		});
		child.on('exit', (code, signal) => {
			if (code === 0 || signal === 'SIGKILL') resolve(reached);
			else reject(new Error(`A spending process ended with ${code ?? signal}.`));
		});
	});
}

async function report(
	store: Store,
	most: number,
	told: { readonly reservations: number; readonly killed: number; readonly began: number },
): Promise<void> {
	const left = await store.takeOverCalls(creditsOrg, 'vendor', new Date(8.64e15));
	const lines = (
		await Promise.all(Array.from({ length: 8 }, async (_, run) => await store.creditsOf(creditsOrg, `run ${run}`)))
	).flat();
	const taken = lines.map(({ reserved, settled, unknown }) => reserved + settled + unknown);
	const sum = taken.reduce((all, each) => all + each, 0);
	const unknown = (await store.listUnknown(creditsOrg)).reduce((all, call) => all + (call.reserved.credits ?? 0), 0);
	const unknownInTotals = lines.reduce((all, each) => all + each.unknown, 0);
	const seconds = ((Date.now() - told.began) / 1000).toFixed(1);
	process.stdout.write(
		`${told.reservations} reservations by two processes, ${told.killed} kills, ${seconds} s in ${store.location}\n`,
	);
	process.stdout.write(
		`taken ${sum / 1000} of ${most / 1000} credits, unknown ${unknown / 1000}, left by the dead ${left}\n`,
	);
	const passed = sum > most || taken.some((each) => each > Math.floor(most / 2));
	if (passed || unknown !== unknownInTotals || lines.some(({ reserved }) => reserved !== 0)) {
		throw new Error('A ceiling was passed, or the totals do not add up.');
	}
}

main().catch((error: unknown) => {
	process.stderr.write(`${String(error)}\n`);
	process.exitCode = 1;
});
