/**
 * `npm run bench:websites`: what the provider Website finds on 200 emulated sites whose truth is known, and what hostile sites come to
 * with the limits of production. `--differences` lists everything that was missed or wrong.
 */
import { parseArgs } from 'node:util';
import type { HostileSite } from '../../emulators/websites/hostile/hostile-site';
import { type HostileWeb, startHostileWeb } from '../../emulators/websites/hostile/hostile-web';
import { siteCatalogue } from '../../emulators/websites/site-catalogue';
import { startWebsites } from '../../emulators/websites/websites-emulator';
import { readDomains } from '../../test/websites/emulated-web';
import { precision, recall, type Score, scoreSites } from '../../test/websites/site-scores';
import { watchConnections } from '../../test/websites/watch-connections';

const goal = { precision: 0.95, recall: 0.85, ms: 10_500, growthMb: 150 };

async function main(): Promise<void> {
	const { values } = parseArgs({ options: { differences: { type: 'boolean', default: false } } });
	const isAccurate = await measureSites(values.differences);
	const isUnharmed = await measureHostile();
	process.exitCode = isAccurate && isUnharmed ? 0 : 1;
}

async function measureSites(lists: boolean): Promise<boolean> {
	const sites = siteCatalogue();
	const web = await startWebsites({ sites });
	const started = performance.now();
	const scores = scoreSites(
		sites,
		await readDomains(
			web,
			sites.map(({ host }) => host),
		),
	);
	const seconds = (performance.now() - started) / 1_000;
	await web.close();
	console.log(
		`${sites.length} sites in ${seconds.toFixed(1)} s, ${web.requests.length} requests (${(web.requests.length / sites.length).toFixed(2)} a site)`,
	);
	console.log('| Attribute | Precision | Recall | Right | Wrong | Missed |\n|---|---|---|---|---|---|');
	row('technologies', scores.technologies);
	for (const [attribute, score] of scores.values) row(attribute, score);
	console.log(`sites that tell of no company: ${scores.nobody.right} recognized, ${scores.nobody.wrong} not`);
	if (lists) console.log(scores.differences.join('\n'));
	return precision(scores.technologies) >= goal.precision && recall(scores.technologies) >= goal.recall;
}

function row(attribute: string, score: Score): void {
	const { right, wrong, missed } = score;
	console.log(
		`| ${attribute} | ${precision(score).toFixed(3)} | ${recall(score).toFixed(3)} | ${right} | ${wrong} | ${missed} |`,
	);
}

async function measureHostile(): Promise<boolean> {
	const web = await startHostileWeb();
	const connections = watchConnections();
	const before = process.memoryUsage().rss;
	let peak = before;
	const timer = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 5);
	console.log('\n| Hostile site | comes to | ms |\n|---|---|---|');
	const results: boolean[] = [];
	for (const site of web.hostile) results.push(await measureOne(web, site));
	clearInterval(timer);
	connections.stop();
	await web.close();
	const elsewhere = [...connections.tried].filter(
		(address) => ![web.port, web.closedPort].some((port) => address === `127.0.0.1:${port}`),
	);
	const growthMb = (peak - before) / 1e6;
	console.log(
		`${results.filter(Boolean).length} of ${results.length} as they should; traps hit: ${web.trapped.length}; connections elsewhere: ${elsewhere.length}; memory at most +${growthMb.toFixed(0)} MB`,
	);
	return results.every(Boolean) && web.trapped.length === 0 && elsewhere.length === 0 && growthMb < goal.growthMb;
}

/** Whether it came to what it should, in time. */
async function measureOne(web: HostileWeb, { host, does, expects }: HostileSite): Promise<boolean> {
	const started = performance.now();
	const [answer] = await readDomains(web, [host]);
	const ms = performance.now() - started;
	const said = answer.outcome === 'matched' ? 'read, cleaned' : `${answer.outcome}: ${answer.message}`;
	const isRight = (answer.outcome === 'matched' ? 'read' : 'refused') === expects && ms <= goal.ms;
	console.log(`| ${host} ${does} | ${said}${isRight ? '' : ' – WRONG'} | ${ms.toFixed(0)} |`);
	return isRight;
}

void main();
